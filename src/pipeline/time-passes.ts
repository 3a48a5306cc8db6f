import type { Incident } from '../model/incident.ts';
import { withMarks } from './acknowledge.ts';
import { type AlertContext, type Told, together } from './incidents/context.ts';
import { tell } from './incidents/tell.ts';

/** What time alone makes of open incidents: reminders, the end of a quiet window, a flapping that has kept still. */
export const timePasses = (open: readonly Incident[], now: Date, context: AlertContext): Told =>
  together(
    open.map((incident) => {
      const after = withMarks(incident, context.marks?.get(incident.id), now);
      return tell(incident, { after, news: [], worse: false }, now, context);
    }),
  );
