//+ title = "Sources"
//+ description = """
//+ The documents that the graph rests on: how many statements each supports, and how many on
//+ its word alone. One row per document."""
//+ graph = '''
//+ MATCH graph = (document:Document)<-[:IN_DOCUMENT]-()<-[:HAS_EVIDENCE]-(statement)
//+ WHERE $of IS NULL OR statement.iri = $of
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ meaning = """
//+ Only documents that support this thing, or what names it: its participations, posts,
//+ statuses, claims, …; and only these statements are counted."""
//+
//+ [[columns]]
//+ name = "document"
//+ type = "iri"
//+ wide = true
//+ meaning = "The document."
//+ [[columns]]
//+ name = "title"
//+ type = "string"
//+ meaning = "Its title."
//+ [[columns]]
//+ name = "publisher"
//+ type = "name"
//+ meaning = "Who published it."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it was published."
//+ [[columns]]
//+ name = "url"
//+ type = "string"
//+ wide = true
//+ meaning = "Where it was published; empty where no address is stated."
//+ [[columns]]
//+ name = "supports"
//+ type = "integer"
//+ meaning = "How many statements it supports."
//+ [[columns]]
//+ name = "alone"
//+ type = "integer"
//+ meaning = "How many of these no other document supports."
//+ [[columns]]
//+ name = "aspects"
//+ type = "list"
//+ wide = true
//+ meaning = "The aspects that its evidence is for, where it says so, such as `date`."

CALL {
  MATCH (of:Resource {iri: $of})
  CALL (of) {
    RETURN of AS statement
    UNION
    MATCH (statement)-[:PARTICIPANT|ON_BEHALF_OF|SIDE|HOLDER|ORGANIZATION|IN_UNIT|MEMBER|SPEAKER
      |ABOUT|ADDRESSEE|VOICED_IN|STATUS_OF|AIM_OF|TO_IMPLEMENT|CONTRIBUTION_TO|CONTRIBUTOR
      |COMMITMENT_OF|OBLIGOR|IN_ACT]->(of)
    RETURN statement
  }
  MATCH (statement)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document)
  RETURN document, collect(DISTINCT statement) AS named
  UNION
  UNWIND CASE WHEN $of IS NULL THEN [true] ELSE [] END AS any
  MATCH (document:Document)
  RETURN document, [] AS named
}
WITH document, named, document.issued_earliest AS earliest, coalesce(
  document['title_' + $lang], document.title, document['name_' + $lang], document.name,
  document.iri) AS title
ORDER BY earliest, title, document.iri
SKIP $offset LIMIT $limit
CALL (document, named) {
  UNWIND CASE WHEN $of IS NOT NULL THEN named ELSE COLLECT {
    MATCH (document)<-[:IN_DOCUMENT]-()<-[:HAS_EVIDENCE]-(statement)
    RETURN DISTINCT statement
  } END AS statement
  RETURN count(statement) AS supports, count(CASE WHEN NOT EXISTS {
    MATCH (statement)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(other) WHERE other <> document
  } THEN 1 END) AS alone, collect(statement) AS statements
}
CALL (document, statements) {
  UNWIND statements AS statement
  MATCH (statement)-[:HAS_EVIDENCE]->(evidence)-[:IN_DOCUMENT]->(document)
  WITH DISTINCT evidence
  RETURN collect(evidence) AS pieces
}
CALL (document) {
  OPTIONAL MATCH (document)-[:PUBLISHER]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS publisher_iri, head(collect(name)) AS publisher_iri_name
}
WITH *, COLLECT {
  UNWIND pieces AS piece
  MATCH (piece)-[:CONFIDENCE]->(is) RETURN DISTINCT is.code
} AS levels, COLLECT {
  UNWIND pieces AS piece
  MATCH (piece)-[:BASIS]->(is) RETURN DISTINCT is.code
} AS bases
RETURN
  document.iri AS document,
  title,
  publisher_iri_name AS publisher,
  document.issued AS date,
  head([] + document.url) AS url,
  supports,
  alone,
  COLLECT {
    UNWIND pieces AS piece
    MATCH (piece)-[:SUPPORTS]->(is) RETURN DISTINCT is.code AS code ORDER BY code
  } AS aspects,
  // The document is its own source; how sure it makes what it supports is told of the weakest.
  COLLECT {
    MATCH (document)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  [{
    document: document.iri, title: title, publisher: publisher_iri_name, date: document.issued,
    url: head([] + document.url)
  }] AS sources,
  head([worst IN ['low', 'medium', 'high'] WHERE worst IN levels]) AS confidence,
  head([worst IN ['inferred', 'stated'] WHERE worst IN bases]) AS basis
ORDER BY earliest, title, document
