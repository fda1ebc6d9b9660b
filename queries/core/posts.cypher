//+ title = "Posts"
//+ description = """
//+ Who held which post in which organization, as of the time at which a source says so. One row
//+ per person, post, organization and time."""
//+ graph = '''
//+ MATCH graph = (person)<-[:HOLDER]-(:PostHolding)-[:ORGANIZATION]->()-[:PART_OF]->*(organization)
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
//+ name = "as_of"
//+ type = "date"
//+ meaning = "The time at which the source says so."
//+
//+ [example]
//+ organization = "https://w3id.org/coopgraph/id/company/huawei"

// From the person or from the organization and its units where one is given, else from all.
CALL {
  MATCH (:Resource {iri: $person})<-[:HOLDER]-(post)
  RETURN post
  UNION
  MATCH (:Resource {iri: $organization})<-[:PART_OF]-*()<-[:ORGANIZATION]-(post)
  WHERE $person IS NULL
  RETURN post
  UNION
  UNWIND CASE WHEN coalesce($person, $organization) IS NULL THEN [true] ELSE [] END AS any
  MATCH (post:PostHolding)
  RETURN post
}
MATCH (post)-[:HOLDER]->(person), (post)-[:ORGANIZATION]->(organization)
WHERE $organization IS NULL
  OR EXISTS { MATCH (organization)-[:PART_OF]->*(whole) WHERE whole.iri = $organization }
// Sources that say the same give one row.
WITH person, organization, post.as_of AS as_of, min(post.as_of_earliest) AS earliest,
  coalesce(post['post_title_' + $lang], post.post_title) AS post_name,
  collect(DISTINCT post) AS says
WITH *, [says] AS rests,
  coalesce(person['name_' + $lang], person.name, person.iri) AS person_name
ORDER BY earliest, person_name, person.iri, post_name, organization.iri
SKIP $offset LIMIT $limit
RETURN
  person.iri AS person,
  person_name,
  post_name,
  organization.iri AS organization,
  coalesce(organization['name_' + $lang], organization.name, organization.iri)
    AS organization_name,
  as_of,
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
ORDER BY earliest, person_name, person, post_name, organization
