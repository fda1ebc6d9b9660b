//+ title = "Agreements"
//+ description = """
//+ Agreements and sets of agreements, each with its parties. One row per agreement, of whatever
//+ status."""
//+ graph = '''
//+ MATCH graph = (agreement:Agreement|AgreementSet)<-[:PARTY_TO]-(party)
//+ WHERE $actor IS NULL OR EXISTS { MATCH (agreement)<-[:PARTY_TO]-({iri: $actor}) }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only agreements to which this actor is party."
//+
//+ [[parameters]]
//+ name = "partner"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only agreements to which this one is party too."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only agreements on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only agreements dated then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only agreements dated then or earlier; a partial date counts when it overlaps."
//+
//+ [[columns]]
//+ name = "agreement"
//+ type = "iri"
//+ meaning = "The agreement or set of agreements."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "agreement_type"
//+ type = "code"
//+ wide = true
//+ meaning = "The kind of agreement."
//+ [[columns]]
//+ name = "instruments"
//+ type = "integer"
//+ wide = true
//+ meaning = "How many agreements the row stands for: 1, or the count of a set."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "How far it has come as an instrument."
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
//+ name = "party_names"
//+ type = "list"
//+ meaning = "The names of its parties."
//+ [[columns]]
//+ name = "parties_stated"
//+ type = "code"
//+ wide = true
//+ meaning = "Whether the source names `all`, `some` or `none` of its parties."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/region/cn-gx"

// From the agreements of one who is given; from all only where nobody is.
CALL {
  MATCH (:Resource {iri: coalesce($actor, $partner)})<-[:PARTICIPANT]-(mine)
    -[:IN_ACT]->(agreement)
  WHERE EXISTS { MATCH (mine)-[:ROLE]->(role) WHERE role.code = 'party' }
  RETURN DISTINCT agreement
  UNION
  UNWIND CASE WHEN coalesce($actor, $partner) IS NULL THEN [true] ELSE [] END AS any
  MATCH (agreement:Agreement|AgreementSet)
  RETURN agreement
}
WITH agreement
WHERE agreement:Agreement|AgreementSet
  AND ($partner IS NULL OR EXISTS {
    MATCH (agreement)<-[:IN_ACT]-(theirs)-[:PARTICIPANT]->(partner)
    WHERE partner.iri = $partner AND $partner <> coalesce($actor, '')
      AND EXISTS { MATCH (theirs)-[:ROLE]->(role) WHERE role.code = 'party' }
  })
  AND ($topic IS NULL
    OR EXISTS { MATCH (agreement)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($status IS NULL
    OR EXISTS { MATCH (agreement)-[:STATUS]->(is) WHERE is.code IN $status })
  AND ($from IS NULL OR agreement.date_latest >= $from.earliest)
  AND ($to IS NULL OR agreement.date_earliest <= $to.latest)
WITH agreement, agreement.date_earliest AS earliest,
  coalesce(agreement['name_' + $lang], agreement.name, agreement.iri) AS agreement_name
ORDER BY earliest, agreement_name, agreement.iri
SKIP $offset LIMIT $limit
// Each party with all that says so: several sources may name the same one.
CALL (agreement) {
  MATCH (agreement)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(party)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
  WITH coalesce(party['name_' + $lang], party.name, party.iri) AS name, party,
    collect(DISTINCT participation) AS says
  ORDER BY name, party.iri
  RETURN collect(name) AS party_names, collect(says) AS parties
}
WITH *, [[agreement]] + parties AS rests
RETURN
  agreement.iri AS agreement,
  agreement_name,
  COLLECT { MATCH (agreement)-[:KIND]->(kind) RETURN kind.code AS code ORDER BY code }[0]
    AS agreement_type,
  CASE WHEN agreement:AgreementSet THEN agreement.count ELSE 1 END AS instruments,
  COLLECT { MATCH (agreement)-[:STATUS]->(is) RETURN is.code AS code ORDER BY code }[0] AS status,
  agreement.date AS date,
  COLLECT {
    MATCH (agreement)-[:PLACE]->(place)
    RETURN coalesce(place['name_' + $lang], place.name, place.iri) AS name ORDER BY name
  }[0] AS place_name,
  party_names,
  COLLECT {
    MATCH (agreement)-[:PARTIES_STATED]->(stated) RETURN stated.code AS code ORDER BY code
  }[0] AS parties_stated,
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
ORDER BY earliest, agreement_name, agreement
