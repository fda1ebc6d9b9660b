//+ title = "Partners of an actor"
//+ description = """
//+ Who is party to an agreement together with an actor. Parties only: who signed on someone's
//+ behalf, witnessed or attended is no partner. One row per partner, agreement and via."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $actor})-[:PARTY_TO]->(agreement:Agreement|AgreementSet)
//+   <-[:PARTY_TO]-(partner)
//+ WHERE EXISTS { MATCH (agreement)<-[:STATUS_OF]-()-[:STATUS]->(is) WHERE is.code IN $status }
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
//+ meaning = """
//+ Only agreements made by then and not ended before, none without a date; of each, the status
//+ that it had then."""
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ default = ["signed", "adopted", "in_force", "suspended", "ended"]
//+ told = """
//+ COLLECT { MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is) WHERE $as_of IS NULL OR
//+ coalesce(said.as_of_earliest <= $as_of.latest, true) RETURN is.code AS code ORDER BY
//+ said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC, said.as_of_earliest DESC, code
//+ LIMIT 1 }"""
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
//+ With `state`, either side of an agreement also counts as its state: through the territory it
//+ is in, the organization or actor it is a unit or group of, its seat, or its stated country,
//+ never through a person or a bloc. It adds rows and removes none. A pair inside one state is
//+ not rolled up."""
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
//+ meaning = "How far the agreement has come as an instrument, by the latest statement."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it was made, in the source's precision."
//+ [[columns]]
//+ name = "place"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it was made."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The place's name."
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
WITH actor, COLLECT {
  MATCH (actor) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (state:State)
  RETURN DISTINCT state
} AS homes
// Who is party for the actor: itself and, rolled up, whoever belongs to the state that it is.
CALL (actor) {
  RETURN actor AS party
  UNION
  MATCH (party) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (actor:State)
  WHERE $roll_up = 'state'
  RETURN party
}
MATCH (party)-[:PARTY_TO]->(agreement:Agreement|AgreementSet)
WITH actor, homes, agreement, collect(DISTINCT party) AS parties, max(party = actor) AS itself
WHERE ($topic IS NULL
    OR EXISTS { MATCH (agreement)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($as_of IS NULL
    OR agreement.date_earliest <= $as_of.latest
      AND coalesce(agreement.end_date_latest >= $as_of.earliest, true))
  AND ($status IS NULL OR COLLECT {
    MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    WHERE $as_of IS NULL OR coalesce(said.as_of_earliest <= $as_of.latest, true)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
MATCH (agreement)<-[:PARTY_TO]-(other)
WITH DISTINCT actor, homes, agreement, parties, itself, other
// What another party stands for is looked up once, for all its agreements.
WITH actor, homes, other, collect({
  act: agreement, parties: parties, itself: itself, earliest: agreement.date_earliest,
  name: coalesce(agreement['name_' + $lang], agreement.name, agreement.iri)
}) AS shares
CALL (other) {
  RETURN other AS partner
  UNION
  MATCH (other) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (partner:State)
  WHERE $roll_up = 'state'
  RETURN partner
}
// A pair inside one state is not rolled up; as it was agreed it stays. So each agreement gives
// as many rows as are answered, and no pairs that are only thrown away.
WITH *, $roll_up <> 'state' OR NOT EXISTS {
  MATCH (partner) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (state:State)
  WHERE state IN homes
} AS abroad, coalesce(partner['name_' + $lang], partner.name, partner.iri) AS partner_name
WHERE partner <> actor
UNWIND shares AS share
UNWIND CASE
  WHEN abroad THEN share.parties WHEN share.itself AND partner = other THEN [actor] ELSE []
END AS party
WITH * WHERE other <> party
WITH actor, party, other, partner, partner_name, share.act AS agreement,
  share.name AS agreement_name, share.earliest AS earliest,
  [one IN [party] WHERE party <> actor] + [one IN [other] WHERE partner <> other] AS via
ORDER BY earliest, partner_name, partner.iri, agreement_name, agreement.iri, [one IN via | one.iri]
SKIP $offset LIMIT $limit
CALL (agreement) {
  MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WHERE $as_of IS NULL OR coalesce(said.as_of_earliest <= $as_of.latest, true)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
CALL (agreement) {
  OPTIONAL MATCH (agreement)-[:PLACE]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS place, head(collect(name)) AS place_name
}
// The two parts in the agreement; rolled up, a row also rests on what makes each party belong.
WITH *, [
  {of: [agreement], shows: ['names', 'kind', 'date', 'place', 'parties']},
  {of: status_says, shows: ['status', 'date']}
] + COLLECT {
  UNWIND [party, other] AS side
  MATCH (side)-[direct:PARTY_TO]->(agreement)
  MATCH (part:Resource {iri: direct.participation})
  WITH side, collect(DISTINCT part) AS says
  RETURN {of: says, shows: ['parties', 'participants']}
} + COLLECT {
  UNWIND [[party, actor], [other, partner]] AS ends
  WITH ends[0] AS first, ends[1] AS last
  WHERE first <> last
  MATCH way = (first) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (top)
  WHERE top = last  // not in the pattern: the way up is short, all that is below a state is not
  UNWIND nodes(way)[..-1] AS belonging
  WITH DISTINCT belonging
  RETURN {of: [belonging], shows: ['place', 'organization', 'principal', 'seat', 'country']}
} AS rests
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
  agreement.iri AS agreement,
  agreement_name,
  COLLECT { MATCH (agreement)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS agreement_type,
  status,
  agreement.date AS date,
  place,
  place_name,
  [one IN via | one.iri] AS via,
  [one IN via | coalesce(one['name_' + $lang], one.name, one.iri)] AS via_names,
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
ORDER BY earliest, partner_name, partner, agreement_name, agreement, via
