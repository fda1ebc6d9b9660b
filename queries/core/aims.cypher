//+ title = "Aims"
//+ description = """
//+ What acts, centres, programmes and organizations are for, and who says so. One row per aim."""
//+ graph = '''
//+ MATCH graph = (aim:Aim)-[:AIM_OF|SPEAKER|VOICED_IN|TO_IMPLEMENT]->()
//+ WHERE ($of IS NULL OR EXISTS { MATCH (aim)-[:AIM_OF]->({iri: $of}) })
//+   AND ($speaker IS NULL OR EXISTS { MATCH (aim)-[:SPEAKER]->({iri: $speaker}) })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ meaning = "Only aims of this agreement, event, programme, centre or organization."
//+
//+ [[parameters]]
//+ name = "speaker"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only aims that this one states."
//+
//+ [[columns]]
//+ name = "aim"
//+ type = "iri"
//+ wide = true
//+ meaning = "The aim."
//+ [[columns]]
//+ name = "summary"
//+ type = "string"
//+ meaning = "What is aimed at, in our own words."
//+ [[columns]]
//+ name = "thing"
//+ type = "iri"
//+ wide = true
//+ meaning = "What has the aim."
//+ [[columns]]
//+ name = "thing_name"
//+ type = "name"
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "speaker"
//+ type = "iri"
//+ wide = true
//+ meaning = "Who states it, the first of several by name; empty where the source itself does."
//+ [[columns]]
//+ name = "speaker_name"
//+ type = "name"
//+ meaning = "The name of that one."
//+ [[columns]]
//+ name = "voiced_in"
//+ type = "iri"
//+ wide = true
//+ meaning = "The event, agreement or claim in which it was stated."
//+ [[columns]]
//+ name = "voiced_in_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that."
//+ [[columns]]
//+ name = "to_implement"
//+ type = "list"
//+ wide = true
//+ meaning = "The programmes or documents that are to be carried out."
//+ [[columns]]
//+ name = "to_implement_names"
//+ type = "list"
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "When it was stated."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."

CALL {
  MATCH (:Resource {iri: $of})<-[:AIM_OF]-(aim:Aim)
  RETURN aim
  UNION
  MATCH (:Resource {iri: $speaker})<-[:SPEAKER]-(aim:Aim)
  WHERE $of IS NULL
  RETURN aim
  UNION
  UNWIND CASE WHEN coalesce($of, $speaker) IS NULL THEN [true] ELSE [] END AS any
  MATCH (aim:Aim)
  RETURN aim
}
WITH aim
WHERE $speaker IS NULL OR EXISTS { MATCH (aim)-[:SPEAKER]->(one) WHERE one.iri = $speaker }
WITH aim, aim.as_of_earliest AS earliest,
  head([] + coalesce(aim['summary_' + $lang], aim.summary)) AS summary
ORDER BY earliest, summary, aim.iri
SKIP $offset LIMIT $limit
CALL (aim) {
  OPTIONAL MATCH (aim)-[:AIM_OF]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS thing, head(collect(name)) AS thing_name
}
CALL (aim) {
  OPTIONAL MATCH (aim)-[:SPEAKER]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS speaker, head(collect(name)) AS speaker_name
}
CALL (aim) {
  OPTIONAL MATCH (aim)-[:VOICED_IN]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS voiced_in, head(collect(name)) AS voiced_in_name
}
CALL (aim) {
  MATCH (aim)-[:TO_IMPLEMENT]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS to_implement, collect(name) AS to_implement_names
}
WITH *, [{of: [aim], shows: ['names', 'aims', 'subject', 'speaker', 'occasion', 'date', 'topics']}]
  AS rests
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
  aim.iri AS aim,
  summary,
  thing,
  thing_name,
  speaker,
  speaker_name,
  voiced_in,
  voiced_in_name,
  to_implement,
  to_implement_names,
  aim.as_of AS as_of,
  COLLECT { MATCH (aim)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
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
ORDER BY earliest, summary, aim
