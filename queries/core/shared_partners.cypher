//+ title = "Shared partners"
//+ description = """
//+ Who is party to an agreement with one actor and to an agreement with another. One row per
//+ such partner, with the agreements of either side."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $a})-[:PARTY_TO]->(:Agreement|AgreementSet)<-[:PARTY_TO]-()
//+   -[:PARTY_TO]->(:Agreement|AgreementSet)<-[:PARTY_TO]-(:Resource {iri: $b})
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "a"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "One of the two."
//+
//+ [[parameters]]
//+ name = "b"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "The other."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[columns]]
//+ name = "partner"
//+ type = "iri"
//+ meaning = "The partner."
//+ [[columns]]
//+ name = "partner_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "partner_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "with_a"
//+ type = "list"
//+ wide = true
//+ meaning = "Its agreements with the first."
//+ [[columns]]
//+ name = "with_a_names"
//+ type = "list"
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "with_b"
//+ type = "list"
//+ wide = true
//+ meaning = "Its agreements with the second."
//+ [[columns]]
//+ name = "with_b_names"
//+ type = "list"
//+ meaning = "Their names."
//+
//+ [example]
//+ a = "https://w3id.org/coopgraph/id/company/huawei"
//+ b = "https://w3id.org/coopgraph/id/institution/cicg"

MATCH (a:Resource {iri: $a}), (b:Resource {iri: $b})
WHERE a <> b
CALL (a, b) {
  UNWIND [[true, a], [false, b]] AS side
  WITH side[0] AS of_a, side[1] AS one
  MATCH (one)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  WITH DISTINCT of_a, act
  WHERE $status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status
  MATCH (act)<-[:PARTY_TO]-(partner)
  RETURN DISTINCT of_a, act, partner
}
WITH a, b, partner, of_a, act, coalesce(act['name_' + $lang], act.name, act.iri) AS name
WHERE partner <> a AND partner <> b
ORDER BY act.date_earliest, name, act.iri
WITH partner, collect(CASE WHEN of_a THEN act END) AS acts_a,
  collect(CASE WHEN NOT of_a THEN act END) AS acts_b
WHERE size(acts_a) > 0 AND size(acts_b) > 0
WITH *, coalesce(partner['name_' + $lang], partner.name, partner.iri) AS partner_name
ORDER BY partner_name, partner.iri
SKIP $offset LIMIT $limit
WITH *, [act IN acts_a + acts_b | {of: [act], shows: ['names', 'parties']}] AS rests
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
  partner.iri AS partner,
  partner_name,
  head([type IN $types WHERE type IN labels(partner)]) AS partner_type,
  [act IN acts_a | act.iri] AS with_a,
  [act IN acts_a | coalesce(act['name_' + $lang], act.name, act.iri)] AS with_a_names,
  [act IN acts_b | act.iri] AS with_b,
  [act IN acts_b | coalesce(act['name_' + $lang], act.name, act.iri)] AS with_b_names,
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
ORDER BY partner_name, partner
