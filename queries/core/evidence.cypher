//+ title = "Evidence of a thing"
//+ description = """
//+ Which document says it, and where: of the thing itself, and of every participation, post,
//+ membership, status, claim, aim, commitment, agreement, event or other act that names it. One
//+ row per statement and piece of evidence."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $of})<-[:PARTICIPANT|ON_BEHALF_OF|IN_ACT|STATUS_OF]-{0,1}()
//+   -[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->()
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ required = true
//+ meaning = "The thing: an actor, agreement, event, centre, claim, …"
//+
//+ [[columns]]
//+ name = "statement"
//+ type = "iri"
//+ wide = true
//+ meaning = "What the evidence supports: the thing, or what names it."
//+ [[columns]]
//+ name = "statement_type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "supports"
//+ type = "list"
//+ wide = true
//+ meaning = """
//+ The aspects of it that the evidence is for, such as `date`; empty where it is for all that
//+ has no evidence of its own."""
//+ [[columns]]
//+ name = "source_title"
//+ type = "string"
//+ meaning = "The document's title."
//+ [[columns]]
//+ name = "publisher"
//+ type = "name"
//+ wide = true
//+ meaning = "Who published it."
//+ [[columns]]
//+ name = "published"
//+ type = "date"
//+ wide = true
//+ meaning = "When it was published."
//+ [[columns]]
//+ name = "locator"
//+ type = "string"
//+ meaning = "Where in the document."
//+ [[columns]]
//+ name = "paraphrase"
//+ type = "string"
//+ meaning = "What it says there, in our own words."
//+ [[columns]]
//+ name = "rule"
//+ type = "string"
//+ wide = true
//+ meaning = "Why what is inferred follows from what the document says."
//+ [[columns]]
//+ name = "checked"
//+ type = "date"
//+ wide = true
//+ meaning = "When the editor last read the document against the statement."
//+
//+ [example]
//+ of = "https://w3id.org/coopgraph/id/company/huawei"

MATCH (of:Resource {iri: $of})
CALL (of) {
  RETURN of AS statement
  UNION
  // what speaks of an actor, act or programme: participations, posts, memberships, claims, aims
  MATCH (statement)-[:PARTICIPANT|ON_BEHALF_OF|SIDE|HOLDER|ORGANIZATION|IN_UNIT|MEMBER|SPEAKER
    |ABOUT|ADDRESSEE|VOICED_IN|STATUS_OF|AIM_OF|TO_IMPLEMENT|CONTRIBUTION_TO|CONTRIBUTOR
    |COMMITMENT_OF|OBLIGOR]->(of)
  RETURN statement
  UNION
  // the acts behind such a participation
  MATCH (of)<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->(statement)
  RETURN statement
  UNION
  // an act's own participations
  MATCH (of)<-[:IN_ACT]-(statement)
  RETURN statement
  UNION
  // acts that name a place, centre, event, agreement, set, programme or document
  MATCH (statement:Act)-[:PLACE|VENUE|SETS_UP|CONCERNS|SIGNED_AT|REACHED_AT|SUB_EVENT_OF
    |MEMBER_OF_SET|IMPLEMENTS|RENEWS|AMENDS|REPLACES]->(of)
  RETURN statement
}
MATCH (statement)-[said:HAS_EVIDENCE]->(evidence)-[:IN_DOCUMENT]->(document)
WITH statement, said, evidence, document, document.issued_earliest AS earliest,
  coalesce(statement['name_' + $lang], statement.name, statement.iri) AS name
ORDER BY earliest, name, statement.iri, evidence.locator, evidence.iri, document.iri
SKIP $offset LIMIT $limit
CALL (document) {
  OPTIONAL MATCH (document)-[:PUBLISHER]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS published_by, head(collect(name)) AS published_by_name
}
WITH *, published_by_name AS publisher, coalesce(
  document['title_' + $lang], document.title, document['name_' + $lang], document.name
) AS source_title
RETURN
  statement.iri AS statement,
  head([type IN $types WHERE type IN labels(statement)]) AS statement_type,
  COLLECT { MATCH (evidence)-[:SUPPORTS]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS supports,
  source_title,
  publisher,
  document.issued AS published,
  evidence.locator AS locator,
  coalesce(evidence['paraphrase_' + $lang], evidence.paraphrase) AS paraphrase,
  evidence.rule AS rule,
  evidence.checked AS checked,
  // One piece of evidence is all that a row rests on, so this is shorter than elsewhere.
  said.datasets AS datasets,
  [{
    document: document.iri, title: source_title, publisher: publisher, date: document.issued,
    url: head([] + document.url)
  }] AS sources,
  COLLECT { MATCH (evidence)-[:CONFIDENCE]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS confidence,
  COLLECT { MATCH (evidence)-[:BASIS]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS basis
ORDER BY earliest, name, statement, locator, evidence.iri, document.iri
