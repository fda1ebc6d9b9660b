//+ title = "History of a status"
//+ description = """
//+ Which status a thing had when: an agreement or prospect as an instrument, a centre as
//+ something that comes into being. One row per kind, time and status; undated ones come last."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $of})<-[:STATUS_OF]-(:StatusStatement)
//+   -[:STATUS|REALISATION_STATUS]->()
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ required = true
//+ meaning = "The agreement, set of agreements, prospect or centre."
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "choice"
//+ choices = ["instrument", "realisation"]
//+ meaning = "Only this kind of status."
//+
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "The status."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it applied, in the source's precision."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = """
//+ `instrument`: how far it had come as an instrument; `realisation`: how far what was agreed
//+ or announced had come into being."""
//+ [[columns]]
//+ name = "source_title"
//+ type = "string"
//+ meaning = "The first document that says so."
//+ [[columns]]
//+ name = "statements"
//+ type = "list"
//+ wide = true
//+ meaning = "What says so."
//+
//+ [example]
//+ of = "https://w3id.org/coopgraph/id/agreement/cicg-huawei-cooperation-2025"

MATCH (:Resource {iri: $of})<-[:STATUS_OF]-(said:StatusStatement)
  -[link:STATUS|REALISATION_STATUS]->(is)
WITH said, is.code AS status,
  CASE type(link) WHEN 'STATUS' THEN 'instrument' ELSE 'realisation' END AS kind
WHERE $kind IS NULL OR kind = $kind
// Sources that say the same give one row.
WITH status, kind, said.as_of AS date, min(said.as_of_earliest) AS earliest,
  collect(DISTINCT said) AS says
ORDER BY earliest, date, kind, status
SKIP $offset LIMIT $limit
WITH *, [{of: says, shows: ['status', 'date']}] AS rests
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
  status,
  date,
  kind,
  COLLECT {
    UNWIND proofs AS pieces
    UNWIND pieces AS piece
    MATCH (piece)-[:IN_DOCUMENT]->(cited)
    RETURN coalesce(cited['title_' + $lang], cited.title, cited['name_' + $lang], cited.name)
      AS title
    ORDER BY cited.issued_earliest, cited.iri LIMIT 1
  }[0] AS source_title,
  COLLECT { UNWIND says AS one RETURN one.iri AS iri ORDER BY iri } AS statements,
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
ORDER BY earliest, date, kind, status
