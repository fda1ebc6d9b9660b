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
//+ name = "on_behalf_of_name"
//+ type = "name"
//+ meaning = "For whom it acts; several are joined by `; `."
//+ [[columns]]
//+ name = "side_name"
//+ type = "name"
//+ wide = true
//+ meaning = "On whose side it is there, without acting for it; several are joined by `; `."
//+ [[columns]]
//+ name = "basis"
//+ type = "code"
//+ wide = true
//+ meaning = "`stated` where a source says so, `inferred` where the editor concludes it."
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
// Where the agreement itself says it, nothing rests on the signing.
WITH *, [says] + [one IN reduce(least = told[0], acts IN told |
  CASE WHEN size(acts) < size(least) THEN acts ELSE least END) | [one]] AS rests
RETURN
  actor.iri AS actor,
  coalesce(actor['name_' + $lang], actor.name, actor.iri) AS actor_name,
  head([type IN $types WHERE type IN labels(actor)]) AS actor_type,
  role,
  nullIf(substring(reduce(all = '', name IN COLLECT {
    UNWIND says AS one
    MATCH (one)-[:ON_BEHALF_OF]->(principal)
    RETURN DISTINCT coalesce(principal['name_' + $lang], principal.name, principal.iri) AS name
    ORDER BY name
  } | all + '; ' + name), 2), '') AS on_behalf_of_name,
  nullIf(substring(reduce(all = '', name IN COLLECT {
    UNWIND says AS one
    MATCH (one)-[:SIDE]->(side)
    RETURN DISTINCT coalesce(side['name_' + $lang], side.name, side.iri) AS name
    ORDER BY name
  } | all + '; ' + name), 2), '') AS side_name,
  head([basis IN ['stated', 'inferred'] WHERE basis IN COLLECT {
    UNWIND says AS one
    MATCH (one)-[:HAS_EVIDENCE]->()-[:BASIS]->(found)
    RETURN found.code
  }]) AS basis,
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
ORDER BY actor_name, actor, role
SKIP $offset LIMIT $limit
