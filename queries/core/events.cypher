//+ title = "Events"
//+ description = "What took place: signings, workshops, visits, interviews. One row per event."
//+ graph = '''
//+ MATCH graph = (event:Event)<-[as]-(:Actor)
//+ WHERE as.participation IS NOT NULL AND ($actor IS NULL OR EXISTS {
//+     MATCH (event)<-[:SIGNED_AT|REACHED_AT]-{0,1}()<-[:IN_ACT]-()
//+       -[:PARTICIPANT|ON_BEHALF_OF|SIDE]->({iri: $actor})
//+   })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only events in which this actor takes part in any role, itself or through its people (who hold
//+ a post there, or are there for it or on its side) or units (what is part of it or governs it,
//+ but not a region of a state), or in which something was signed or agreed that it is party to."""
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only events that last until then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only events that begin then or earlier; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "concept"
//+ scheme = "event-kind"
//+ many = true
//+ meaning = "Only these kinds of events."
//+
//+ [[columns]]
//+ name = "event"
//+ type = "iri"
//+ meaning = "The event, or several unnamed ones of one kind."
//+ [[columns]]
//+ name = "event_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of event it is."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it took place or began, in the source's precision."
//+ [[columns]]
//+ name = "end_date"
//+ type = "date"
//+ wide = true
//+ meaning = "When it ended."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ meaning = "Where it took place."
//+ [[columns]]
//+ name = "organizer_names"
//+ type = "list"
//+ wide = true
//+ meaning = "The names of its organizers."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/company/huawei"

// Each event with what shows that the actor took part, and through whom where not by itself.
CALL {
  MATCH (actor:Resource {iri: $actor})
  CALL (actor) {
    RETURN actor AS one, [] AS through
    UNION
    // A region or city is part of its state, but does not act for it.
    MATCH way = (one) ((unit WHERE NOT unit:Place)-[:PART_OF|GOVERNS]->())+ (actor)
    RETURN one, nodes(way)[..-1] AS through
    UNION
    MATCH way = (one)<-[:HOLDER]-(:PostHolding)-[:ORGANIZATION]->()
      ((unit WHERE NOT unit:Place)-[:PART_OF|GOVERNS]->())* (actor)
    RETURN one, nodes(way)[1..-1] AS through
  }
  MATCH (one)<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-(participation)-[:IN_ACT]->(act)
  CALL (participation, act) {
    MATCH (act:Event)
    RETURN act AS event, [participation] AS shows
    UNION
    MATCH (act)-[:SIGNED_AT|REACHED_AT]->(event)
    WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
    RETURN event, [participation, act] AS shows
  }
  // The shortest way is what the row rests on: an actor that is there itself needs no other.
  WITH event, shows + through AS shows ORDER BY size(shows), [one IN shows | one.iri]
  RETURN event, [show IN head(collect(shows)) | [show]] AS shows
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (event:Event)
  RETURN event, [] AS shows
}
WITH event, shows
WHERE ($from IS NULL OR coalesce(event.end_date_latest, event.date_latest) >= $from.earliest)
  AND ($to IS NULL OR event.date_earliest <= $to.latest)
  AND ($kind IS NULL
    OR EXISTS { MATCH (event)-[:KIND]->(kind) WHERE kind.code IN $kind })
WITH event, shows, event.date_earliest AS earliest,
  coalesce(event['name_' + $lang], event.name, event.iri) AS event_name
ORDER BY earliest, event_name, event.iri
SKIP $offset LIMIT $limit
CALL (event) {
  MATCH (event)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(organizer)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'organizer' }
  WITH coalesce(organizer['name_' + $lang], organizer.name, organizer.iri) AS name, organizer,
    collect(DISTINCT participation) AS says
  ORDER BY name, organizer.iri
  RETURN collect(name) AS organizer_names, collect(says) AS organizers
}
WITH *, [[event]] + organizers + shows AS rests
RETURN
  event.iri AS event,
  event_name,
  COLLECT { MATCH (event)-[:KIND]->(kind) RETURN kind.code AS code ORDER BY code }[0] AS kind,
  event.date AS date,
  event.end_date AS end_date,
  COLLECT {
    MATCH (event)-[:PLACE]->(place)
    RETURN coalesce(place['name_' + $lang], place.name, place.iri) AS name ORDER BY name
  }[0] AS place_name,
  organizer_names,
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
ORDER BY earliest, event_name, event
