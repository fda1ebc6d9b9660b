//+ title = "An actor"
//+ description = """
//+ What an actor is called, by which identifiers it is known, what kind it is, and what it
//+ belongs to."""
//+ graph = '''
//+ MATCH (actor:Resource {iri: $actor})
//+ OPTIONAL MATCH graph = (actor)
//+   -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|GOVERNS|AFFILIATED_WITH|COUNTRY]-(:Actor)
//+ RETURN actor, graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "The actor."
//+
//+ [[columns]]
//+ name = "actor"
//+ type = "iri"
//+ wide = true
//+ meaning = "The actor."
//+ [[columns]]
//+ name = "name"
//+ type = "name"
//+ meaning = "The name to show."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "The most specific class."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ wide = true
//+ meaning = "What sort of organization it is."
//+ [[columns]]
//+ name = "names"
//+ type = "list"
//+ wide = true
//+ meaning = "The preferred name in each language, in the order of language tags."
//+ [[columns]]
//+ name = "aliases"
//+ type = "list"
//+ wide = true
//+ meaning = "Other names, in any language."
//+ [[columns]]
//+ name = "identifiers"
//+ type = "list"
//+ meaning = "Codes (ISO 3166) and IRIs of the same thing in other registers."
//+ [[columns]]
//+ name = "part_of"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is part of: the territory, or what it is a unit or group of."
//+ [[columns]]
//+ name = "part_of_name"
//+ type = "name"
//+ meaning = "The names of those; several are joined by `; `."
//+ [[columns]]
//+ name = "country"
//+ type = "iri"
//+ wide = true
//+ meaning = "The state that it is said to belong to."
//+ [[columns]]
//+ name = "country_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that state."
//+ [[columns]]
//+ name = "seat"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it has its seat."
//+ [[columns]]
//+ name = "seat_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that place."
//+ [[columns]]
//+ name = "sectors"
//+ type = "list"
//+ wide = true
//+ meaning = "The sectors that it works in."
//+ [[columns]]
//+ name = "description"
//+ type = "string"
//+ meaning = "A few words on it."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/region/cn-gx"

MATCH (actor:Resource {iri: $actor})
WITH actor, coalesce(actor['name_' + $lang], actor.name, actor.iri) AS name
ORDER BY name
SKIP $offset LIMIT $limit
CALL (actor) {
  MATCH (actor)-[:PART_OF|UNIT_OF|GROUP_OF]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS part_of, collect(name) AS wholes
}
CALL (actor) {
  OPTIONAL MATCH (actor)-[:COUNTRY]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS country, head(collect(name)) AS country_name
}
CALL (actor) {
  OPTIONAL MATCH (actor)-[:SEAT]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS seat, head(collect(name)) AS seat_name
}
WITH *, [{of: [actor], shows: ['names', 'kind', 'place', 'organization', 'principal', 'country',
  'seat', 'sectors']}] AS rests
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
  actor.iri AS actor,
  name,
  head([type IN $types WHERE type IN labels(actor)]) AS type,
  COLLECT { MATCH (actor)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  COLLECT {
    UNWIND keys(actor) AS key
    WITH key WHERE key STARTS WITH 'name_'
    WITH actor[key] AS one, min(key) AS language
    RETURN one ORDER BY language
  } AS names,
  coalesce(actor.aliases, []) AS aliases,
  [code IN [actor.iso_alpha2, actor.iso_alpha3, actor.iso_subdivision] WHERE code IS NOT NULL]
    + COLLECT { MATCH (actor)-[:EXACT_MATCH]->(same) RETURN same.iri AS same ORDER BY same }
    AS identifiers,
  part_of,
  nullIf(substring(reduce(all = '', one IN wholes | all + '; ' + one), 2), '') AS part_of_name,
  country,
  country_name,
  seat,
  seat_name,
  COLLECT { MATCH (actor)-[:SECTOR]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS sectors,
  coalesce(actor['description_' + $lang], actor.description) AS description,
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
ORDER BY name, actor
