import { createHmac } from 'node:crypto';
import type { Notifier, Telling, Told } from '../model/incident.ts';
import { codeOf, neverConnected } from './network.ts';

export interface WebhookOptions {
  /** What both sides know: it signs, and is never sent. As Standard Webhooks have it, or any text. */
  readonly secret: string;
  readonly now: () => Date;
  /** Milliseconds until a call without an answer is given up. */
  readonly timeout?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Notices as JSON to any address, signed as https://www.standardwebhooks.com has it: HMAC-SHA256 over the id, the time and
 * the body. Nobody can look there whether one arrived, so it is sent again with the same `webhook-id`, which the receiver
 * knows it by.
 */
export function webhookNotifier(options: WebhookOptions): Notifier {
  return {
    name: 'webhook',
    tell: (telling) => tell(telling, options),
    acknowledgedBy: async () => null,
    doubts: async () => [],
    payload: bodyOf,
  };
}

const bodyOf = ({ key, kind, ref, notice }: Telling) => ({
  id: key,
  type: { post: 'incident.opened', edit: 'incident.updated', reply: 'incident.news' }[kind],
  first: ref?.ts ?? null,
  data: notice,
});

async function tell(
  telling: Telling,
  { secret, now, timeout = 10_000, fetch: send = fetch }: WebhookOptions,
): Promise<Told> {
  const body = JSON.stringify(bodyOf(telling));
  const timestamp = Math.floor(now().getTime() / 1000).toString();
  try {
    const response = await send(telling.route.to, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
      headers: {
        'content-type': 'application/json',
        'webhook-id': headerOf(telling.key),
        'webhook-timestamp': timestamp,
        'webhook-signature': signature(secret, headerOf(telling.key), timestamp, body),
      },
      body,
    });
    await response.body?.cancel();
    return outcomeOf(response, telling);
  } catch (error) {
    const code = codeOf(error);
    const reason = `the webhook could not be reached: ${code}`;
    if (code === 'ERR_INVALID_URL') return { status: 'refused', reason, concerns: 'route' };
    return { status: 'retry', reason, uncertain: !neverConnected(code), after: null };
  }
}

const headerOf = (key: string): string => encodeURIComponent(key);

export function signature(secret: string, id: string, timestamp: string, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function outcomeOf({ status, headers }: Response, { key, kind, ref, route }: Telling): Told {
  // The address may hold a secret of its own: it is known by the route's name.
  const first = { channel: route.name, ts: key };
  if (status >= 200 && status < 300)
    return {
      status: 'delivered',
      ref: kind === 'post' || !ref ? first : { ...ref, ...(kind === 'reply' && { last: key }) },
    };
  const reason = `the webhook answered with HTTP status ${status}`;
  if (status >= 500 || [408, 425, 429].includes(status))
    return { status: 'retry', reason, uncertain: status !== 429, after: waitOf(headers.get('retry-after')) };
  return { status: 'refused', reason, concerns: status === 413 || status === 422 ? 'message' : 'route' };
}

const waitOf = (seconds: string | null): number | null =>
  seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : null;
