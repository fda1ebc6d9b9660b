//+ title = "Persons behind an agreement"
//+ description = """
//+ Who signed, witnessed, attended or spoke, for whom, and in which posts: of an agreement with
//+ its signing, or of an event, and of what is said of it. One row per person and role."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $of})-[:SIGNED_AT|REACHED_AT]->{0,1}()
//+   <-[:IN_ACT]-()-[:PARTICIPANT]->(:Person)
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ classes = ["Act"]
//+ required = true
//+ meaning = "The agreement, event, programme or prospect."
//+
//+ [[parameters]]
//+ name = "role"
//+ type = "concept"
//+ scheme = "role"
//+ many = true
//+ meaning = "Only these roles."
//+
//+ [[columns]]
//+ name = "person"
//+ type = "iri"
//+ meaning = "The person."
//+ [[columns]]
//+ name = "person_name"
//+ type = "name"
//+ meaning = "The person's name."
//+ [[columns]]
//+ name = "role"
//+ type = "code"
//+ meaning = "As what the person takes part; `speaker` also of who makes a claim about it."
//+ [[columns]]
//+ name = "on_behalf_of"
//+ type = "list"
//+ wide = true
//+ meaning = "For whom the person acts."
//+ [[columns]]
//+ name = "on_behalf_of_names"
//+ type = "list"
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "posts"
//+ type = "list"
//+ wide = true
//+ meaning = "The organizations in which the person holds a post."
//+ [[columns]]
//+ name = "post_names"
//+ type = "list"
//+ meaning = "The posts, each with its organization, the earliest first."
//+
//+ [example]
//+ of = "https://w3id.org/coopgraph/id/agreement/cicg-huawei-cooperation-2025"

MATCH (of:Resource {iri: $of})
CALL (of) {
  RETURN of AS act
  UNION
  MATCH (of)-[:SIGNED_AT|REACHED_AT]->(act)
  RETURN act
}
CALL (of, act) {
  MATCH (act)<-[:IN_ACT]-(says)-[:PARTICIPANT]->(person:Person)
  MATCH (says)-[:ROLE]->(role)
  RETURN says, person, role.code AS role
  UNION
  MATCH (act)<-[:ABOUT|AIM_OF|VOICED_IN]-(says:Claim|Aim|Prospect)-[:SPEAKER]->(person:Person)
  RETURN says, person, 'speaker' AS role
}
WITH person, role, collect(DISTINCT says) AS says
WHERE $role IS NULL OR role IN $role
WITH *, coalesce(person['name_' + $lang], person.name, person.iri) AS person_name
ORDER BY person_name, person.iri, role
SKIP $offset LIMIT $limit
CALL (says) {
  UNWIND says AS one
  MATCH (one)-[:ON_BEHALF_OF]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS on_behalf_of, collect(name) AS on_behalf_of_names
}
CALL (person) {
  MATCH (person)<-[:HOLDER]-(post:PostHolding)-[:ORGANIZATION]->(organization)
  WITH post, organization,
    coalesce(organization['name_' + $lang], organization.name, organization.iri) AS name,
    coalesce(post['post_title_' + $lang], post.post_title) AS title
  ORDER BY post.as_of_earliest, name, title, post.iri
  RETURN collect(DISTINCT organization.iri) AS posts,
    collect(DISTINCT title + ', ' + name) AS post_names,
    collect({of: [post], shows: ['names', 'organization', 'date']}) AS held
}
WITH *, [{of: says, shows: ['participants', 'signatories', 'speaker', 'principal']}] + held AS rests
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
  person.iri AS person,
  person_name,
  role,
  on_behalf_of,
  on_behalf_of_names,
  posts,
  post_names,
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
ORDER BY person_name, person, role
