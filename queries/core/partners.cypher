//+ title = "Partners of an actor"
//+ description = """
//+ Who is party to an agreement together with an actor. Parties only: who signed on someone's
//+ behalf, witnessed or attended is no partner. One row per partner, agreement and via."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $actor})-[:PARTY_TO]->(agreement:Agreement|AgreementSet)
//+   <-[:PARTY_TO]-(partner)
//+ WHERE EXISTS { MATCH (agreement)-[:STATUS]->(is) WHERE is.code IN $status }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "Whose partners."
//+
//+ [[parameters]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "Only agreements made by then and not ended before; none without a date."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ default = ["signed", "in_force", "ended"]
//+ told = "COLLECT { MATCH (agreement)-[:STATUS]->(is) RETURN is.code }"
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only agreements on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "roll_up"
//+ type = "choice"
//+ choices = ["none", "state"]
//+ default = "none"
//+ meaning = """
//+ With `state`, either side of an agreement also counts as its state: through part-of, seat, or
//+ a group's stated country, never through a person. It adds rows and removes none. A pair inside
//+ one state is not rolled up."""
//+
//+ [[columns]]
//+ name = "partner"
//+ type = "iri"
//+ meaning = "The partner."
//+ [[columns]]
//+ name = "partner_name"
//+ type = "name"
//+ meaning = "The partner's name."
//+ [[columns]]
//+ name = "partner_type"
//+ type = "class"
//+ wide = true
//+ meaning = "The partner's most specific class."
//+ [[columns]]
//+ name = "agreement"
//+ type = "iri"
//+ meaning = "The agreement, or set of agreements, to which both are parties."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ meaning = "The agreement's name."
//+ [[columns]]
//+ name = "agreement_type"
//+ type = "code"
//+ wide = true
//+ meaning = "The kind of agreement."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "How far the agreement has come as an instrument."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it was made, in the source's precision."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ wide = true
//+ meaning = "Where it was made."
//+ [[columns]]
//+ name = "via"
//+ type = "list"
//+ wide = true
//+ meaning = """
//+ The party or parties that stand for a state, the actor's side first; empty where none does."""
//+ [[columns]]
//+ name = "via_names"
//+ type = "list"
//+ wide = true
//+ meaning = "Their names."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/company/huawei"

MATCH (actor:Resource {iri: $actor})
// Who is party for the actor: itself and, rolled up, whoever belongs to the state that it is.
CALL (actor) {
  RETURN actor AS party
  UNION
  MATCH (party) ((part WHERE NOT part:Person|State)-[:PART_OF|SEAT|COUNTRY]->())+ (actor:State)
  WHERE $roll_up = 'state'
  RETURN party
}
MATCH (party)<-[:PARTICIPANT]-(ours)-[:IN_ACT]->(agreement:Agreement|AgreementSet)
      <-[:IN_ACT]-(theirs)-[:PARTICIPANT]->(other)
WHERE other <> party
  AND EXISTS { MATCH (ours)-[:ROLE]->(role) WHERE role.code = 'party' }
  AND EXISTS { MATCH (theirs)-[:ROLE]->(role) WHERE role.code = 'party' }
  AND ($status IS NULL
    OR EXISTS { MATCH (agreement)-[:STATUS]->(is) WHERE is.code IN $status })
  AND ($topic IS NULL
    OR EXISTS { MATCH (agreement)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($as_of IS NULL
    OR agreement.date_earliest <= $as_of.latest
      AND coalesce(agreement.end_date_latest >= $as_of.earliest, true))
WITH actor, party, agreement, other,
  collect(DISTINCT ours) AS ours, collect(DISTINCT theirs) AS theirs
CALL (other) {
  RETURN other AS partner
  UNION
  MATCH (other) ((part WHERE NOT part:Person|State)-[:PART_OF|SEAT|COUNTRY]->())+ (partner:State)
  WHERE $roll_up = 'state'
  RETURN partner
}
// A pair inside one state is not rolled up; as it was agreed it stays.
WITH * WHERE partner <> actor AND (party = actor AND partner = other OR NOT EXISTS {
  MATCH (actor) ((part WHERE NOT part:Person|State)-[:PART_OF|SEAT|COUNTRY]->())* (state:State),
    (partner) ((unit WHERE NOT unit:Person|State)-[:PART_OF|SEAT|COUNTRY]->())* (state)
})
WITH *, agreement.date_earliest AS earliest,
  coalesce(partner['name_' + $lang], partner.name, partner.iri) AS partner_name,
  coalesce(agreement['name_' + $lang], agreement.name, agreement.iri) AS agreement_name,
  [one IN [party] WHERE party <> actor] + [one IN [other] WHERE partner <> other] AS via
ORDER BY earliest, partner_name, partner.iri, agreement_name, agreement.iri, [one IN via | one.iri]
SKIP $offset LIMIT $limit
// A row rolled up also rests on what makes each party belong to its state.
WITH *, [[agreement], ours, theirs] + COLLECT {
  UNWIND [[party, actor], [other, partner]] AS ends
  WITH ends[0] AS first, ends[1] AS last
  WHERE first <> last
  MATCH way = (first) ((part WHERE NOT part:Person|State)-[:PART_OF|SEAT|COUNTRY]->())+ (last)
  UNWIND nodes(way)[..-1] AS belonging
  RETURN DISTINCT [belonging]
} AS rests
RETURN
  partner.iri AS partner,
  partner_name,
  head([type IN $types WHERE type IN labels(partner)]) AS partner_type,
  agreement.iri AS agreement,
  agreement_name,
  COLLECT { MATCH (agreement)-[:KIND]->(kind) RETURN kind.code AS code ORDER BY code }[0]
    AS agreement_type,
  COLLECT { MATCH (agreement)-[:STATUS]->(is) RETURN is.code AS code ORDER BY code }[0] AS status,
  agreement.date AS date,
  COLLECT {
    MATCH (agreement)-[:PLACE]->(place)
    RETURN coalesce(place['name_' + $lang], place.name, place.iri) AS name ORDER BY name
  }[0] AS place_name,
  [one IN via | one.iri] AS via,
  [one IN via | coalesce(one['name_' + $lang], one.name, one.iri)] AS via_names,
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
ORDER BY earliest, partner_name, partner, agreement_name, agreement, via
