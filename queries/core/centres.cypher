//+ title = "Cooperation centres"
//+ description = """
//+ Centres that are agreed, announced or at work. The agreement on a centre and the centre itself
//+ each have a status of their own. One row per centre."""
//+ graph = '''
//+ MATCH graph = (centre:Centre)-[:SETS_UP|SEAT|FOUNDED_BY|REALISATION_STATUS]-()
//+ WHERE $actor IS NULL
//+   OR EXISTS { MATCH (centre)-[:SEAT|FOUNDED_BY]->(actor) WHERE actor.iri = $actor }
//+   OR EXISTS {
//+     MATCH (centre)<-[:SETS_UP]-()<-[:IN_ACT]-()-[:PARTICIPANT]->({iri: $actor})
//+   }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only centres that this actor is party to (through the agreement that sets it up), founds, or
//+ has on its territory; for the first two, a part of the actor counts too, but not a
//+ region of a state."""
//+
//+ [[columns]]
//+ name = "centre"
//+ type = "iri"
//+ meaning = "The centre."
//+ [[columns]]
//+ name = "centre_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "instrument_status"
//+ type = "code"
//+ meaning = """
//+ The status of the agreement that sets it up; `unknown` where none is stated. Of several, that
//+ of the latest."""
//+ [[columns]]
//+ name = "realisation_status"
//+ type = "code"
//+ meaning = "How far the centre itself has come into being."
//+ [[columns]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "The time at which that status applied."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ wide = true
//+ meaning = "Where it has, or is to have, its seat."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The agreement that sets it up."

MATCH (centre:Centre)
// Parts count, so that what countries of a bloc found is found for the bloc; but a region is
// not its state, save that what stands in the one stands in the other.
WHERE $actor IS NULL
  OR EXISTS { MATCH (centre)-[:SEAT]->()-[:PART_OF]->*(place) WHERE place.iri = $actor }
  OR EXISTS {
    MATCH (centre)-[:FOUNDED_BY]->() ((part WHERE NOT part:Place)-[:PART_OF]->())* (founder)
    WHERE founder.iri = $actor
  }
  OR EXISTS {
    MATCH (centre)<-[:SETS_UP]-(:Agreement|AgreementSet)<-[:IN_ACT]-(participation)
      -[:PARTICIPANT]->() ((part WHERE NOT part:Place)-[:PART_OF]->())* (party)
    WHERE party.iri = $actor
      AND EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
  }
WITH centre,
  COLLECT {
    MATCH (centre)<-[:SETS_UP]-(agreement:Agreement|AgreementSet)
    RETURN agreement
    ORDER BY agreement.date_latest IS NOT NULL DESC, agreement.date_latest DESC, agreement.iri
  }[0] AS agreement
WITH *, [[centre]] + [one IN [[agreement]] WHERE agreement IS NOT NULL] AS rests,
  centre.as_of_earliest AS earliest
RETURN
  centre.iri AS centre,
  coalesce(centre['name_' + $lang], centre.name, centre.iri) AS centre_name,
  coalesce(COLLECT {
    MATCH (agreement)-[:STATUS]->(is) RETURN is.code AS code ORDER BY code
  }[0], 'unknown') AS instrument_status,
  coalesce(COLLECT {
    MATCH (centre)-[:REALISATION_STATUS]->(is) RETURN is.code AS code ORDER BY code
  }[0], 'unknown') AS realisation_status,
  centre.as_of AS as_of,
  COLLECT {
    MATCH (centre)-[:SEAT]->(place)
    RETURN coalesce(place['name_' + $lang], place.name, place.iri) AS name ORDER BY name
  }[0] AS place_name,
  coalesce(agreement['name_' + $lang], agreement.name, agreement.iri) AS agreement_name,
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
ORDER BY earliest, centre_name, centre
SKIP $offset LIMIT $limit
