//+ title = "Participants"
//+ description = """
//+ Who takes part in an agreement, event, programme or prospect, and as what. An agreement
//+ includes the participants of its signing. One row per actor and role."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $of})-[:SIGNED_AT]->{0,1}()
//+   <-[:IN_ACT]-(participation)-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->()
//+ WHERE $role IS NULL OR EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code IN $role }
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
//+ name = "actor"
//+ type = "iri"
//+ meaning = "Who takes part."
//+ [[columns]]
//+ name = "actor_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "actor_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "role"
//+ type = "code"
//+ meaning = "As what it takes part."
//+ [[columns]]
//+ name = "on_behalf_of"
//+ type = "list"
//+ wide = true
//+ meaning = "For whom it acts."
//+ [[columns]]
//+ name = "on_behalf_of_name"
//+ type = "name"
//+ meaning = "The names of those; several are joined by `; `."
//+ [[columns]]
//+ name = "side"
//+ type = "list"
//+ wide = true
//+ meaning = "On whose side it is there, without acting for it."
//+ [[columns]]
//+ name = "side_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The names of those; several are joined by `; `."
//+
//+ [example]
//+ of = "https://w3id.org/coopgraph/id/agreement/cicg-huawei-cooperation-2025"

MATCH (of:Resource {iri: $of})
// A signing and what is signed there are two things; who signs or watches may be told of either.
CALL (of) {
  RETURN of AS act, [of] AS acts
  UNION
  MATCH (of:Agreement|AgreementSet)-[:SIGNED_AT]->(act)
  RETURN act, [of, act] AS acts
}
MATCH (act)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(actor)
MATCH (participation)-[:ROLE]->(role)
WHERE $role IS NULL OR role.code IN $role
WITH actor, role.code AS role, collect(DISTINCT participation) AS says, collect(acts) AS told
WITH *, coalesce(actor['name_' + $lang], actor.name, actor.iri) AS actor_name
ORDER BY actor_name, actor.iri, role
SKIP $offset LIMIT $limit
CALL (says) {
  UNWIND says AS one
  MATCH (one)-[:ON_BEHALF_OF]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS on_behalf_of, collect(name) AS principals
}
CALL (says) {
  UNWIND says AS one
  MATCH (one)-[:SIDE]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS side, collect(name) AS sides
}
// Where the agreement itself says it, nothing rests on the signing.
WITH *, [{of: says, shows: ['participants', 'parties', 'signatories', 'organizer', 'speaker',
    'principal', 'side']}]
  + [one IN reduce(least = told[0], acts IN told |
      CASE WHEN size(acts) < size(least) THEN acts ELSE least END) |
    {of: [one], shows: ['participants', 'parties', 'signatories', 'organizer', 'occasion']}]
  AS rests
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
  head([type IN $types WHERE type IN labels(actor)]) AS actor_type,
  role,
  on_behalf_of,
  nullIf(substring(reduce(all = '', name IN principals | all + '; ' + name), 2), '')
    AS on_behalf_of_name,
  side,
  nullIf(substring(reduce(all = '', name IN sides | all + '; ' + name), 2), '') AS side_name,
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
ORDER BY actor_name, actor, role
