/** `npm run example:watch`: plays a day of audits with a stand-in for Slack, and shows the channel as people see it. */
import { wantsColor } from '../src/commands/shell.ts';
import { day } from './watch/day.ts';
import { playDay } from './watch/play.ts';

console.log(`A day in the channel of those on call. Every quarter of an hour this runs:

$ plumbline audit --config plumbline.config.json --notify
`);
await playDay(day, {
  out: (text) => void process.stdout.write(text),
  color: wantsColor(process.env, process.stdout.isTTY),
});
