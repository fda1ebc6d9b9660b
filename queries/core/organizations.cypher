//+ title = "Organizations"
//+ description = """
//+ Institutions, companies, blocs and their units: of a state, of a kind, in a sector. One row
//+ per organization."""
//+ graph = '''
//+ MATCH graph = (organization:Organization)-[:SEAT|COUNTRY|UNIT_OF|GOVERNS]->()
//+ WHERE $country IS NULL
//+   OR EXISTS { MATCH (organization)-[:SEAT|COUNTRY|GOVERNS]->({iri: $country}) }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "country"
//+ type = "thing"
//+ classes = ["State"]
//+ meaning = """
//+ Only organizations of this state: by their stated country, their seat, the territory that
//+ they govern, or what they are a unit of."""
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "concept"
//+ scheme = "organization-kind"
//+ many = true
//+ meaning = "Only organizations of these kinds."
//+
//+ [[parameters]]
//+ name = "sector"
//+ type = "concept"
//+ scheme = "sector"
//+ many = true
//+ meaning = "Only organizations in these sectors."
//+
//+ [[columns]]
//+ name = "organization"
//+ type = "iri"
//+ meaning = "The organization."
//+ [[columns]]
//+ name = "organization_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of organization it is."
//+ [[columns]]
//+ name = "country"
//+ type = "iri"
//+ wide = true
//+ meaning = "The state that it belongs to, the first of several by name."
//+ [[columns]]
//+ name = "country_name"
//+ type = "name"
//+ meaning = "The name of that state."
//+ [[columns]]
//+ name = "seat"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it has its seat."
//+ [[columns]]
//+ name = "seat_name"
//+ type = "name"
//+ meaning = "The name of that place."
//+ [[columns]]
//+ name = "unit_of"
//+ type = "iri"
//+ wide = true
//+ meaning = "The organization that it is a unit of."
//+ [[columns]]
//+ name = "unit_of_name"
//+ type = "name"
//+ meaning = "The name of that organization."
//+ [[columns]]
//+ name = "units"
//+ type = "list"
//+ wide = true
//+ meaning = "Its own units."
//+ [[columns]]
//+ name = "unit_names"
//+ type = "list"
//+ wide = true
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "sectors"
//+ type = "list"
//+ wide = true
//+ meaning = "The sectors that it works in."

CALL {
  MATCH (organization) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->())+ (:Resource {iri: $country})
  WHERE organization:Organization
  RETURN DISTINCT organization
  UNION
  UNWIND CASE WHEN $country IS NULL THEN [true] ELSE [] END AS any
  MATCH (organization:Organization)
  RETURN organization
}
WITH organization
WHERE ($kind IS NULL OR EXISTS { MATCH (organization)-[:KIND]->(kind) WHERE kind.code IN $kind })
  AND ($sector IS NULL
    OR EXISTS { MATCH (organization)-[:SECTOR]->(sector) WHERE sector.code IN $sector })
WITH organization,
  coalesce(organization['name_' + $lang], organization.name, organization.iri) AS organization_name
ORDER BY organization_name, organization.iri
SKIP $offset LIMIT $limit
CALL (organization) {
  OPTIONAL MATCH (organization) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->())+ (state:State)
  WITH DISTINCT state, coalesce(state['name_' + $lang], state.name, state.iri) AS name
  ORDER BY name, state.iri
  RETURN head(collect(state)) AS state
}
CALL (organization) {
  OPTIONAL MATCH (organization)-[:SEAT]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS seat, head(collect(name)) AS seat_name
}
CALL (organization) {
  OPTIONAL MATCH (organization)-[:UNIT_OF]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS unit_of, head(collect(name)) AS unit_of_name
}
CALL (organization) {
  MATCH (unit)-[:UNIT_OF]->(organization)
  WITH DISTINCT unit, coalesce(unit['name_' + $lang], unit.name, unit.iri) AS name
  ORDER BY name, unit.iri
  RETURN collect(unit.iri) AS units, collect(name) AS unit_names
}
WITH *, [{of: [organization], shows: ['names', 'kind', 'country', 'seat', 'organization',
  'sectors']}] AS rests
// What the row rests on: each statement at its best, and the weakest of those.
CALL (rests) {
  UNWIND rests AS rest
  CALL (rest) {
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->(evidence)
    OPTIONAL MATCH (evidence)-[:SUPPORTS]->(aspect)
    // Evidence of an aspect counts where the row shows it; all other evidence counts.
    WITH rest, evidence, coalesce(aspect.code, aspect.iri) AS aspect
    WHERE aspect IS NULL OR aspect IN rest.shows
    WITH aspect, collect(DISTINCT evidence) AS pieces
    RETURN pieces,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:CONFIDENCE]->(is) RETURN is.code } AS sure,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:BASIS]->(is) RETURN is.code } AS based
  }
  RETURN collect(pieces) AS proofs,
    collect(head([best IN ['high', 'medium', 'low'] WHERE best IN sure])) AS levels,
    collect(head([best IN ['stated', 'inferred'] WHERE best IN based])) AS bases
}
RETURN
  organization.iri AS organization,
  organization_name,
  head([type IN $types WHERE type IN labels(organization)]) AS type,
  COLLECT { MATCH (organization)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  state.iri AS country,
  coalesce(state['name_' + $lang], state.name, state.iri) AS country_name,
  seat,
  seat_name,
  unit_of,
  unit_of_name,
  units,
  unit_names,
  COLLECT { MATCH (organization)-[:SECTOR]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS sectors,
  // Who states what the row rests on, in which documents, and how sure that makes it.
  COLLECT {
    UNWIND rests AS rest
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND proofs AS pieces
    UNWIND pieces AS piece
    MATCH (piece)-[:IN_DOCUMENT]->(cited)
    WITH DISTINCT cited
    ORDER BY cited.issued_earliest, cited.iri
    RETURN {
      document: cited.iri,
      title: coalesce(
        cited['title_' + $lang], cited.title, cited['name_' + $lang], cited.name),
      publisher: COLLECT {
        MATCH (cited)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS press ORDER BY press
      }[0],
      date: cited.issued,
      url: head([] + cited.url)
    }
  } AS sources,
  head([worst IN ['low', 'medium', 'high'] WHERE worst IN levels]) AS confidence,
  head([worst IN ['inferred', 'stated'] WHERE worst IN bases]) AS basis
ORDER BY organization_name, organization
