//+ title = "Contributions"
//+ description = """
//+ What participants bring in to an agreement, event or programme. One row per contribution."""
//+ graph = '''
//+ MATCH graph = (contribution:Contribution)-[:CONTRIBUTION_TO|CONTRIBUTOR]->()
//+ WHERE ($of IS NULL OR EXISTS { MATCH (contribution)-[:CONTRIBUTION_TO]->({iri: $of}) })
//+   AND ($actor IS NULL OR EXISTS { MATCH (contribution)-[:CONTRIBUTOR]->({iri: $actor}) })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ classes = ["Act"]
//+ meaning = "Only what is brought in to this act."
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only what this actor brings in."
//+
//+ [[columns]]
//+ name = "contribution"
//+ type = "iri"
//+ wide = true
//+ meaning = "The contribution."
//+ [[columns]]
//+ name = "summary"
//+ type = "string"
//+ meaning = "What is brought in, in our own words."
//+ [[columns]]
//+ name = "act"
//+ type = "iri"
//+ wide = true
//+ meaning = "To what."
//+ [[columns]]
//+ name = "act_name"
//+ type = "name"
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "contributors"
//+ type = "list"
//+ wide = true
//+ meaning = "Who brings it in."
//+ [[columns]]
//+ name = "contributor_names"
//+ type = "list"
//+ meaning = "Their names."

CALL {
  MATCH (:Resource {iri: $of})<-[:CONTRIBUTION_TO]-(contribution:Contribution)
  RETURN contribution
  UNION
  MATCH (:Resource {iri: $actor})<-[:CONTRIBUTOR]-(contribution:Contribution)
  WHERE $of IS NULL
  RETURN contribution
  UNION
  UNWIND CASE WHEN coalesce($of, $actor) IS NULL THEN [true] ELSE [] END AS any
  MATCH (contribution:Contribution)
  RETURN contribution
}
WITH contribution
WHERE $actor IS NULL
  OR EXISTS { MATCH (contribution)-[:CONTRIBUTOR]->(actor) WHERE actor.iri = $actor }
CALL (contribution) {
  OPTIONAL MATCH (contribution)-[:CONTRIBUTION_TO]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS act, head(collect(name)) AS act_name
}
WITH contribution, act, act_name,
  head([] + coalesce(contribution['summary_' + $lang], contribution.summary)) AS summary
ORDER BY act_name, act, summary, contribution.iri
SKIP $offset LIMIT $limit
CALL (contribution) {
  MATCH (contribution)-[:CONTRIBUTOR]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS contributors, collect(name) AS contributor_names
}
WITH *, [{of: [contribution], shows: ['names', 'participants', 'subject']}] AS rests
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
  contribution.iri AS contribution,
  summary,
  act,
  act_name,
  contributors,
  contributor_names,
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
ORDER BY act_name, act, summary, contribution
