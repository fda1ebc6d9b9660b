//+ title = "Actors"
//+ description = """
//+ States, regions, institutions, companies, persons and groups, each with how many agreements
//+ and partners it has. One row per actor."""
//+ graph = '''
//+ MATCH graph = (actor:Actor)-[:PARTY_TO]->(:Agreement|AgreementSet)
//+ WHERE $country IS NULL OR EXISTS { MATCH (actor)-[:PART_OF|SEAT|COUNTRY]->({iri: $country}) }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "type"
//+ type = "class"
//+ many = true
//+ meaning = "Only actors of these classes."
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "concept"
//+ scheme = "organization-kind"
//+ many = true
//+ meaning = "Only organizations of these kinds."
//+
//+ [[parameters]]
//+ name = "country"
//+ type = "thing"
//+ classes = ["State"]
//+ meaning = """
//+ Only actors of this state: by their stated country, their seat, the territory that they are
//+ in or govern, or what they are a unit or group of."""
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only parties to an agreement on one of these topics, or on a narrower one."
//+
//+ [[columns]]
//+ name = "actor"
//+ type = "iri"
//+ meaning = "The actor."
//+ [[columns]]
//+ name = "actor_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ wide = true
//+ meaning = "What sort of organization it is."
//+ [[columns]]
//+ name = "country"
//+ type = "iri"
//+ wide = true
//+ meaning = "The state that it belongs to, the first of several by name."
//+ [[columns]]
//+ name = "country_name"
//+ type = "name"
//+ meaning = "The name of that state."
//+ [[columns]]
//+ name = "agreements"
//+ type = "integer"
//+ meaning = "To how many agreements it is party."
//+ [[columns]]
//+ name = "partners"
//+ type = "integer"
//+ meaning = "How many others are party to these."

CALL {
  // A person has a country, but nothing belongs to a state through a person.
  MATCH (actor WHERE NOT actor:State|Bloc)-[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->()
    ((part WHERE NOT part:Person|State|Bloc)-[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->())*
    (:Resource {iri: $country})
  RETURN DISTINCT actor
  UNION
  UNWIND CASE WHEN $country IS NULL THEN [true] ELSE [] END AS any
  MATCH (actor:Actor)
  RETURN actor
}
WITH actor
WHERE actor:Actor
  AND ($type IS NULL OR any(one IN labels(actor) WHERE one IN $type))
  AND ($kind IS NULL OR EXISTS { MATCH (actor)-[:KIND]->(kind) WHERE kind.code IN $kind })
  AND ($topic IS NULL OR EXISTS {
    MATCH (actor)-[:PARTY_TO]->(:Agreement|AgreementSet)-[:TOPIC]->()-[:BROADER]->*(topic)
    WHERE topic.code IN $topic
  })
WITH actor, coalesce(actor['name_' + $lang], actor.name, actor.iri) AS actor_name
ORDER BY actor_name, actor.iri
SKIP $offset LIMIT $limit
CALL (actor) {
  OPTIONAL MATCH (actor WHERE NOT actor:State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->()
    ((part WHERE NOT part:Person|State|Bloc)-[:PART_OF|UNIT_OF|GROUP_OF|GOVERNS|SEAT|COUNTRY]->())*
    (state:State)
  WITH DISTINCT state, coalesce(state['name_' + $lang], state.name, state.iri) AS name
  ORDER BY name, state.iri
  RETURN head(collect(state)) AS state
}
CALL (actor) {
  MATCH (actor)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  RETURN collect(DISTINCT act) AS acts
}
CALL (actor, acts) {
  UNWIND acts AS act
  MATCH (act)<-[:PARTY_TO]-(partner)
  WHERE partner <> actor
  RETURN count(DISTINCT partner) AS partners
}
CALL (acts) {
  UNWIND acts AS act
  WITH act ORDER BY act.date_earliest, act.iri LIMIT 100
  RETURN collect({of: [act], shows: ['parties']}) AS counted
}
// A count rests on what it counts: its first hundred agreements are named.
WITH *, [{of: [actor], shows: ['names', 'kind', 'country', 'seat', 'place', 'organization']}]
  + counted AS rests
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
  actor.iri AS actor,
  actor_name,
  head([type IN $types WHERE type IN labels(actor)]) AS type,
  COLLECT { MATCH (actor)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  state.iri AS country,
  coalesce(state['name_' + $lang], state.name, state.iri) AS country_name,
  size(acts) AS agreements,
  partners,
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
ORDER BY actor_name, actor
