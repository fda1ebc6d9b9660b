//+ title = "What is not stated"
//+ description = """
//+ What was looked for in the sources and is not there: the date of an agreement, the seat of a
//+ centre. One row per thing and aspect."""
//+ graph = '''
//+ MATCH graph = (thing:Resource)-[:NOT_STATED]->(aspect)
//+ WHERE ($of IS NULL OR thing.iri = $of) AND ($aspect IS NULL OR aspect.code IN $aspect)
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ meaning = "Only what is not stated of this thing."
//+
//+ [[parameters]]
//+ name = "aspect"
//+ type = "concept"
//+ scheme = "aspect"
//+ many = true
//+ meaning = "Only these aspects, such as `date`."
//+
//+ [[columns]]
//+ name = "item"
//+ type = "iri"
//+ meaning = "Of what it is not stated."
//+ [[columns]]
//+ name = "item_name"
//+ type = "name"
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "item_type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "aspect"
//+ type = "code"
//+ meaning = "What is not stated."
//+ [[columns]]
//+ name = "aspect_name"
//+ type = "name"
//+ meaning = "The name of that aspect."

CALL {
  MATCH (item:Resource {iri: $of})-[:NOT_STATED]->(aspect)
  RETURN item, aspect
  UNION
  UNWIND CASE WHEN $of IS NULL THEN [true] ELSE [] END AS any
  // What datasets leave unsaid of themselves is told where they are listed.
  MATCH (aspect:Concept)<-[:NOT_STATED]-(item WHERE NOT item:DatasetDescription)
  RETURN item, aspect
}
WITH item, aspect
WHERE $aspect IS NULL OR aspect.code IN $aspect
WITH item, aspect, coalesce(item['name_' + $lang], item.name,
  head([] + coalesce(item['summary_' + $lang], item.summary)), item.iri) AS item_name
ORDER BY item_name, item.iri, aspect.code
SKIP $offset LIMIT $limit
WITH *, [{of: [item], shows: []}] AS rests
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
  item.iri AS item,
  item_name,
  head([type IN $types WHERE type IN labels(item)]) AS item_type,
  aspect.code AS aspect,
  coalesce(aspect['name_' + $lang], aspect.name, aspect.iri) AS aspect_name,
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
ORDER BY item_name, item, aspect
