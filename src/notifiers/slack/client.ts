import { type FetchFunction, type Logger, LogLevel, WebClient } from '@slack/web-api';
import { NetworkError } from '../network.ts';

export interface SlackOptions {
  /** A bot's: `xoxb-…`. It comes from the environment and is told to nobody but Slack. */
  readonly token: string;
  /** Another endpoint than Slack's: `http://localhost:8080/api/`. */
  readonly slackApiUrl?: string | undefined;
  /** The reaction that acknowledges: `eyes`. */
  readonly acknowledgement?: string | undefined;
  /** Milliseconds until a call without an answer is given up. */
  readonly timeout?: number | undefined;
  /** Instead of the global one. */
  readonly fetch?: typeof fetch | undefined;
}

/** It retries nothing: only the outbox knows whether a message may have arrived. */
export const clientOf = ({
  token,
  slackApiUrl,
  timeout = 10_000,
  fetch: send = fetch,
}: SlackOptions): WebClient =>
  new WebClient(token, {
    ...(slackApiUrl !== undefined && { slackApiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    timeout,
    fetch: carefully(send),
    logger: silent,
  });

/** The text of what fetch throws may hold the header that it did not like, which is the token. */
const carefully =
  (send: typeof fetch): FetchFunction =>
  async (url, init) => {
    try {
      return await send(url, init as RequestInit);
    } catch (error) {
      throw new NetworkError(error);
    }
  };

const nothing = () => undefined;

/** What went wrong comes back as an outcome. The SDK's own words would go to the console, with what was sent. */
const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};
