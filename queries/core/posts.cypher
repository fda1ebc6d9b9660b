//+ title = "Posts"
//+ description = """
//+ Who held which post in which organization and unit of it, as of the time at which a source
//+ says so. One row per person, post, organization and time."""
//+ graph = '''
//+ MATCH graph = (person)<-[:HOLDER]-(:PostHolding)-[:ORGANIZATION|IN_UNIT]->()
//+   -[:UNIT_OF]->*(organization)
//+ WHERE ($person IS NULL OR person.iri = $person)
//+   AND ($organization IS NULL OR organization.iri = $organization)
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "person"
//+ type = "thing"
//+ classes = ["Person"]
//+ meaning = "Only posts of this person."
//+
//+ [[parameters]]
//+ name = "organization"
//+ type = "thing"
//+ classes = ["Organization"]
//+ meaning = "Only posts in this organization or in a unit of it."
//+
//+ [[columns]]
//+ name = "person"
//+ type = "iri"
//+ meaning = "Who holds the post."
//+ [[columns]]
//+ name = "person_name"
//+ type = "name"
//+ meaning = "The person's name."
//+ [[columns]]
//+ name = "post_name"
//+ type = "name"
//+ meaning = "What the post is called."
//+ [[columns]]
//+ name = "organization"
//+ type = "iri"
//+ meaning = "Where the post is held."
//+ [[columns]]
//+ name = "organization_name"
//+ type = "name"
//+ meaning = "The organization's name."
//+ [[columns]]
//+ name = "unit"
//+ type = "iri"
//+ wide = true
//+ meaning = "The department or division of it in which the post is held, where one is stated."
//+ [[columns]]
//+ name = "unit_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that unit."
//+ [[columns]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "The time at which the source says so."
//+ [[columns]]
//+ name = "from"
//+ type = "date"
//+ wide = true
//+ meaning = "When the post was taken up."
//+ [[columns]]
//+ name = "to"
//+ type = "date"
//+ wide = true
//+ meaning = "When it was given up."
//+
//+ [example]
//+ organization = "https://w3id.org/coopgraph/id/company/huawei"

// From the person or from the organization and its units where one is given, else from all.
CALL {
  MATCH (:Resource {iri: $person})<-[:HOLDER]-(post:PostHolding)
  WHERE $organization IS NULL OR EXISTS {
    MATCH (post)-[:ORGANIZATION|IN_UNIT]->()-[:UNIT_OF]->*(whole) WHERE whole.iri = $organization
  }
  RETURN post
  UNION
  MATCH (:Resource {iri: $organization})<-[:UNIT_OF]-*()<-[:ORGANIZATION|IN_UNIT]-(post:PostHolding)
  WHERE $person IS NULL
  RETURN post
  UNION
  UNWIND CASE WHEN coalesce($person, $organization) IS NULL THEN [true] ELSE [] END AS any
  MATCH (post:PostHolding)
  RETURN post
}
MATCH (post)-[:HOLDER]->(person), (post)-[:ORGANIZATION]->(organization)
OPTIONAL MATCH (post)-[:IN_UNIT]->(unit)
// Sources that say the same give one row.
WITH person, organization, unit, post.as_of AS as_of,
  post.start_date AS from, post.end_date AS to,
  min(coalesce(post.as_of_earliest, post.start_date_earliest)) AS earliest,
  coalesce(post['post_title_' + $lang], post.post_title) AS post_name,
  collect(DISTINCT post) AS says
WITH *, coalesce(person['name_' + $lang], person.name, person.iri) AS person_name
ORDER BY earliest, person_name, person.iri, post_name, organization.iri, unit.iri, as_of, from, to
SKIP $offset LIMIT $limit
WITH *, [{of: says, shows: ['names', 'organization', 'date']}] AS rests
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
  post_name,
  organization.iri AS organization,
  coalesce(organization['name_' + $lang], organization.name, organization.iri) AS organization_name,
  unit.iri AS unit,
  coalesce(unit['name_' + $lang], unit.name, unit.iri) AS unit_name,
  as_of,
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
ORDER BY earliest, person_name, person, post_name, organization, unit, as_of, from, to
