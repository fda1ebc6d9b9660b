//+ title = "Commitments"
//+ description = """
//+ What agreements say that their parties will do: who is to do what, how much, by when. One
//+ row per commitment; the first due comes first."""
//+ graph = '''
//+ MATCH graph = (commitment:Commitment)-[:COMMITMENT_OF|OBLIGOR]->(thing)
//+ WHERE ($of IS NULL OR EXISTS { MATCH (commitment)-[:COMMITMENT_OF]->({iri: $of}) })
//+   AND ($actor IS NULL OR EXISTS { MATCH (commitment)-[:OBLIGOR]->({iri: $actor}) })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ classes = ["Act"]
//+ meaning = "Only commitments of this agreement or set of agreements."
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only what this actor is to do."
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "concept"
//+ scheme = "commitment-kind"
//+ many = true
//+ meaning = "Only these kinds, or narrower ones."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only commitments on one of these topics, or on a narrower one."
//+
//+ [[columns]]
//+ name = "commitment"
//+ type = "iri"
//+ wide = true
//+ meaning = "The commitment."
//+ [[columns]]
//+ name = "summary"
//+ type = "string"
//+ meaning = "What is promised, in our own words."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ wide = true
//+ meaning = "What sort of promise it is."
//+ [[columns]]
//+ name = "agreement"
//+ type = "iri"
//+ wide = true
//+ meaning = "The agreement in which it is made."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that agreement."
//+ [[columns]]
//+ name = "actors"
//+ type = "list"
//+ wide = true
//+ meaning = "Who is to do it."
//+ [[columns]]
//+ name = "actor_names"
//+ type = "list"
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "amount"
//+ type = "decimal"
//+ meaning = "How much or how many."
//+ [[columns]]
//+ name = "amount_comparator"
//+ type = "code"
//+ wide = true
//+ meaning = "Whether the amount is exact, a lower bound or approximate."
//+ [[columns]]
//+ name = "unit"
//+ type = "code"
//+ meaning = "What the amount counts; of money, its currency (ISO 4217)."
//+ [[columns]]
//+ name = "due"
//+ type = "date"
//+ meaning = "By when."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."
//+ [[columns]]
//+ name = "sectors"
//+ type = "list"
//+ wide = true
//+ meaning = "The sectors that it concerns."

CALL {
  MATCH (:Resource {iri: $of})<-[:COMMITMENT_OF]-(commitment:Commitment)
  RETURN commitment
  UNION
  MATCH (:Resource {iri: $actor})<-[:OBLIGOR]-(commitment:Commitment)
  WHERE $of IS NULL
  RETURN commitment
  UNION
  UNWIND CASE WHEN coalesce($of, $actor) IS NULL THEN [true] ELSE [] END AS any
  MATCH (commitment:Commitment)
  RETURN commitment
}
WITH commitment
WHERE ($actor IS NULL
    OR EXISTS { MATCH (commitment)-[:OBLIGOR]->(actor) WHERE actor.iri = $actor })
  AND ($kind IS NULL
    OR EXISTS { MATCH (commitment)-[:KIND]->()-[:BROADER]->*(kind) WHERE kind.code IN $kind })
  AND ($topic IS NULL
    OR EXISTS { MATCH (commitment)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
WITH commitment, head([] + commitment.due_earliest) AS earliest,
  head([] + coalesce(commitment['summary_' + $lang], commitment.summary)) AS summary
ORDER BY earliest, summary, commitment.iri
SKIP $offset LIMIT $limit
CALL (commitment) {
  OPTIONAL MATCH (commitment)-[:COMMITMENT_OF]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS agreement, head(collect(name)) AS agreement_name
}
CALL (commitment) {
  MATCH (commitment)-[:OBLIGOR]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS actors, collect(name) AS actor_names
}
WITH *, [{of: [commitment], shows: ['names', 'kind', 'parties', 'amount', 'due', 'topics',
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
  commitment.iri AS commitment,
  summary,
  COLLECT { MATCH (commitment)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  agreement,
  agreement_name,
  actors,
  actor_names,
  toFloat(head([] + commitment.amount)) AS amount,
  COLLECT { MATCH (commitment)-[:AMOUNT_COMPARATOR]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS amount_comparator,
  coalesce(COLLECT {
    MATCH (commitment)-[:UNIT]->(is) RETURN is.code AS code ORDER BY code
  }[0], head([] + commitment.currency)) AS unit,
  head([] + commitment.due) AS due,
  COLLECT { MATCH (commitment)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
  COLLECT { MATCH (commitment)-[:SECTOR]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
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
ORDER BY earliest, summary, commitment
