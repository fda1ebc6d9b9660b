//+ title = "Members of a bloc"
//+ description = "Who belongs to a bloc, from when to when. One row per member and time."
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $bloc})<-[:BLOC]-(:Membership)-[:MEMBER]->()
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "bloc"
//+ type = "thing"
//+ classes = ["Bloc"]
//+ required = true
//+ meaning = "The bloc."
//+
//+ [[parameters]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = """
//+ Only who may have been a member then: a start counts from its earliest day, an end to its
//+ latest."""
//+
//+ [[columns]]
//+ name = "member"
//+ type = "iri"
//+ meaning = "The member."
//+ [[columns]]
//+ name = "member_name"
//+ type = "name"
//+ meaning = "The member's name."
//+ [[columns]]
//+ name = "from"
//+ type = "date"
//+ meaning = "When the membership began, in the source's precision."
//+ [[columns]]
//+ name = "to"
//+ type = "date"
//+ meaning = "When it ended; empty while it lasts."
//+
//+ [example]
//+ bloc = "https://w3id.org/coopgraph/id/bloc/asean"

MATCH (:Resource {iri: $bloc})<-[:BLOC]-(membership)-[:MEMBER]->(member)
WHERE $as_of IS NULL
  OR membership.start_date_earliest <= $as_of.latest
    AND coalesce(membership.end_date_latest >= $as_of.earliest, true)
// Sources that say the same give one row.
WITH member, membership.start_date AS from, membership.end_date AS to,
  min(membership.start_date_earliest) AS earliest, collect(DISTINCT membership) AS says
WITH *, [says] AS rests
RETURN
  member.iri AS member,
  coalesce(member['name_' + $lang], member.name, member.iri) AS member_name,
  from,
  to,
  // What the row rests on: each statement with its best evidence, and the weakest of those.
  COLLECT {
    UNWIND rests AS bearers
    UNWIND bearers AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND rests AS bearers
    UNWIND bearers AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->()-[:IN_DOCUMENT]->(document)
    WITH DISTINCT document
    ORDER BY document.issued_earliest, document.iri
    RETURN {
      document: document.iri,
      title: coalesce(
        document['title_' + $lang], document.title, document['name_' + $lang], document.name),
      publisher: COLLECT {
        MATCH (document)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS name ORDER BY name
      }[0],
      date: document.issued
    }
  } AS sources,
  head([level IN ['low', 'medium', 'high'] WHERE level IN COLLECT {
    UNWIND rests AS bearers
    WITH COLLECT {
      UNWIND bearers AS bearer
      MATCH (bearer)-[:HAS_EVIDENCE]->()-[:CONFIDENCE]->(confidence)
      RETURN confidence.code
    } AS found
    RETURN head([best IN ['high', 'medium', 'low'] WHERE best IN found])
  }]) AS confidence
ORDER BY earliest, member_name, member
SKIP $offset LIMIT $limit
