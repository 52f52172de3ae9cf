import type { Part, Telling } from '../calls/tellingOne.ts'
import { minuteOfDay } from '../documents/dates.ts'

/** When and where a visit takes place. */
interface VisitTold {
  startsAt: Date
  meetingPoint: string
}

const whenAndWhere = ({ startsAt, meetingPoint }: VisitTold): Part => ({
  it: `${minuteOfDay(startsAt, 'it')}, ritrovo: ${meetingPoint}`,
  en: `${minuteOfDay(startsAt, 'en')}, meeting point: ${meetingPoint}`,
})

/** A place on a visit: at once, or because one on the waiting list has become free. */
export const bookedVisit = (visit: VisitTold, movedUp: boolean): Telling => ({
  kind: 'call.visitBooked',
  subject: { it: 'posto per il sopralluogo', en: 'place on the site visit' },
  parts: [
    movedUp
      ? {
          it: 'si è liberato un posto: eri in lista d’attesa, ora sei prenotato per il sopralluogo.',
          en: 'a place has become free: you were on the waiting list and are now booked on the site visit.',
        }
      : { it: 'sei prenotato per il sopralluogo.', en: 'you are booked on the site visit.' },
    whenAndWhere(visit),
    {
      it: 'Se non puoi venire, disdici dalla pagina del bando: il posto va a chi aspetta.',
      en: 'If you cannot come, cancel on the page of the call: the place goes to who waits.',
    },
  ],
})

/** The office has called a visit off. */
export const cancelledVisit = (visit: VisitTold): Telling => ({
  kind: 'call.visitCancelled',
  subject: { it: 'sopralluogo annullato', en: 'site visit called off' },
  parts: [
    {
      it: 'l’ufficio ha annullato questo sopralluogo. Sulla pagina del bando trovi gli altri.',
      en: 'the office has called this site visit off. The page of the call has the others.',
    },
    whenAndWhere(visit),
  ],
})
