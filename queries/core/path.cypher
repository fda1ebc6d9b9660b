//+ title = "How two things are tied"
//+ description = """
//+ The shortest ways from one thing to another: through agreements, events, posts, memberships
//+ and what belongs to what, never through documents, evidence or concepts. One row per way. It
//+ has no SPARQL twin: a path of SPARQL says that there is a way, not which."""
//+ graph = '''
//+ MATCH (from:Resource {iri: $from}), (to:Resource {iri: $to})
//+ WHERE from <> to
//+ MATCH graph = allShortestPaths((from)-[:ADOPTED|ATTENDED|BENEFITS_FROM|CARRIES_OUT
//+   |CONDUCTED_INTERVIEW|FUNDED|GAVE_INTERVIEW|HOSTED|INTENDED_PARTNER_IN|MADE_VISIT|MODERATED
//+   |ORGANIZED|PARTY_TO|PRESENTED_AT|PROPOSED|REFUSED|REPRESENTED_AT|SIGNED|SPOKE_AT|SUPPORTED
//+   |WITNESSED|PART_OF|UNIT_OF|GROUP_OF|SEAT|GOVERNS|AFFILIATED_WITH|COUNTRY|FOUNDED_BY|SETS_UP
//+   |CONCERNS|SIGNED_AT|REACHED_AT|SUB_EVENT_OF|VENUE|MEMBER|ORGANIZATION|HOLDER|IN_UNIT
//+   |MEMBER_OF_SET|IMPLEMENTS|RENEWS|AMENDS|REPLACES|SPEAKER|ABOUT|ADDRESSEE|VOICED_IN|AIM_OF
//+   |TO_IMPLEMENT|CONTRIBUTION_TO|CONTRIBUTOR|COMMITMENT_OF|OBLIGOR*..6]-(to))
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "thing"
//+ required = true
//+ meaning = "Where the way begins: an actor, agreement, event, centre, …"
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "thing"
//+ required = true
//+ meaning = "Where it ends."
//+
//+ [[parameters]]
//+ name = "max_length"
//+ type = "integer"
//+ default = 4
//+ minimum = 1
//+ maximum = 6
//+ meaning = "How many steps it may have."
//+
//+ [[columns]]
//+ name = "length"
//+ type = "integer"
//+ meaning = "How many steps it has."
//+ [[columns]]
//+ name = "step_names"
//+ type = "list"
//+ meaning = "The names of all on the way, from the first to the last."
//+ [[columns]]
//+ name = "steps"
//+ type = "steps"
//+ wide = true
//+ meaning = """
//+ All on the way: IRI, name and type of each, and the link that leads to it, null for the
//+ first. A role is the link of who takes part in an act."""
//+
//+ [example]
//+ from = "https://w3id.org/coopgraph/id/company/huawei"
//+ to = "https://w3id.org/coopgraph/id/institution/cicg"

MATCH (from:Resource {iri: $from}), (to:Resource {iri: $to})
WHERE from <> to
// Who takes part in an act is one step from it, by the direct link of the role.
MATCH way = allShortestPaths((from)-[:ADOPTED|ATTENDED|BENEFITS_FROM|CARRIES_OUT
  |CONDUCTED_INTERVIEW|FUNDED|GAVE_INTERVIEW|HOSTED|INTENDED_PARTNER_IN|MADE_VISIT|MODERATED
  |ORGANIZED|PARTY_TO|PRESENTED_AT|PROPOSED|REFUSED|REPRESENTED_AT|SIGNED|SPOKE_AT|SUPPORTED
  |WITNESSED|PART_OF|UNIT_OF|GROUP_OF|SEAT|GOVERNS|AFFILIATED_WITH|COUNTRY|FOUNDED_BY|SETS_UP|CONCERNS
  |SIGNED_AT|REACHED_AT|SUB_EVENT_OF|VENUE|MEMBER|ORGANIZATION|HOLDER|IN_UNIT|MEMBER_OF_SET
  |IMPLEMENTS|RENEWS|AMENDS|REPLACES|SPEAKER|ABOUT|ADDRESSEE|VOICED_IN|AIM_OF|TO_IMPLEMENT
  |CONTRIBUTION_TO|CONTRIBUTOR|COMMITMENT_OF|OBLIGOR*..6]-(to))
WITH nodes(way) AS met, relationships(way) AS links
WHERE size(links) <= $max_length
// Several links between the same two give one way.
WITH met, collect(links) AS ways
WITH *, size(met) - 1 AS length, [one IN met |
  coalesce(one['name_' + $lang], one.name, one['post_title_' + $lang],
    one.post_title, head([] + coalesce(one['summary_' + $lang], one.summary)), one.iri)]
  AS step_names
ORDER BY length, step_names, [one IN met | one.iri]
SKIP $offset LIMIT $limit
WITH *, COLLECT {
  UNWIND range(0, length) AS nth
  WITH nth, met[nth] AS one
  RETURN {
    iri: one.iri,
    name: step_names[nth],
    type: head([type IN $types WHERE type IN labels(one)]),
    // The role in an act, party first, or else the plain link.
    link: coalesce(COLLECT {
      UNWIND ways AS links
      WITH CASE WHEN nth > 0 THEN links[nth - 1].participation END AS part
      MATCH (:Resource {iri: part})-[:ROLE]->(role)
      RETURN role.code AS code ORDER BY code = 'party' DESC, code LIMIT 1
    }[0], COLLECT {
      UNWIND ways AS links
      WITH CASE WHEN nth > 0 THEN links[nth - 1] END AS plain WHERE plain IS NOT NULL
      RETURN toLower(type(plain)) AS code ORDER BY code LIMIT 1
    }[0])
  } ORDER BY nth
} AS steps, COLLECT {
  UNWIND met AS passed
  RETURN passed
  UNION
  UNWIND ways AS links
  UNWIND links AS direct
  MATCH (passed:Resource {iri: direct.participation})
  RETURN passed
} AS passages
WITH *, [passed IN passages | {of: [passed], shows: ['participants', 'parties', 'place',
  'organization', 'seat', 'country', 'founders', 'occasion', 'subject', 'speaker']}] AS rests
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
  length,
  step_names,
  steps,
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
ORDER BY length, step_names, [one IN steps | one.iri]
