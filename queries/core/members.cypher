//+ title = "Members of an organization"
//+ description = """
//+ Who belongs to a bloc or another organization, from when to when. One row per member and
//+ time."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $bloc})<-[:ORGANIZATION]-(:Membership)-[:MEMBER]->()
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "bloc"
//+ type = "thing"
//+ classes = ["Organization"]
//+ required = true
//+ meaning = "The bloc, or another organization that has members."
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
//+ name = "member_type"
//+ type = "class"
//+ wide = true
//+ meaning = "The member's most specific class."
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

MATCH (:Resource {iri: $bloc})<-[:ORGANIZATION]-(membership:Membership)-[:MEMBER]->(member)
WHERE $as_of IS NULL
  OR membership.start_date_earliest <= $as_of.latest
    AND coalesce(membership.end_date_latest >= $as_of.earliest, true)
// Sources that say the same give one row.
WITH member, membership.start_date AS from, membership.end_date AS to,
  min(membership.start_date_earliest) AS earliest, collect(DISTINCT membership) AS says
WITH *, coalesce(member['name_' + $lang], member.name, member.iri) AS member_name
ORDER BY earliest, member_name, member.iri, from, to
SKIP $offset LIMIT $limit
WITH *, [{of: says, shows: ['membership', 'date']}] AS rests
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
  member.iri AS member,
  member_name,
  head([type IN $types WHERE type IN labels(member)]) AS member_type,
  from,
  to,
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
ORDER BY earliest, member_name, member, from, to
