import type { Collector, Place, Session } from '../../model/ports.ts';
import { Refused } from '../../model/refusal.ts';
import type { Resource } from '../../model/resource.ts';
import { UserError } from '../../model/user-error.ts';
import type { Question } from '../../reporters/web-acl/answer.ts';
import type { WebAclDocument } from '../../web-acl/model.ts';
import type { Subject } from './documents.ts';

/** The web ACLs of an account or a recording: the one named, or every one. */
export async function subjectsOf(
  session: Session,
  collector: Collector,
  named: string | undefined,
  question: Question,
): Promise<readonly Subject[]> {
  const found = await Promise.all(session.places.map((place) => seenIn(place, collector, question)));
  const all = found.flat();
  const asked = all.filter(
    ({ resource }) => resource && (!named || [resource.id, resource.name].includes(named)),
  );
  // What could not be listed may be the one that was named.
  const answered = asked.length > 0 && named ? asked : [...asked, ...all.filter(({ resource }) => !resource)];
  if (answered.length === 0) throw noneOf(session, named, all);
  return answered.map(({ subject }) => subject);
}

function noneOf({ places }: Session, named: string | undefined, all: readonly Seen[]): UserError {
  const where = places.map(({ account, region }) => `${account}/${region}`).join(', ');
  const ids = all.flatMap(({ resource }) => (resource ? [resource.id] : []));
  const others = ids.length > 0 ? `there are: ${ids.join(', ')}` : 'there is none at all';
  return new UserError(`there is no web ACL ${named ? `${named} ` : ''}in ${where}\n${others}`);
}

interface Seen {
  readonly resource?: Resource;
  readonly subject: Subject;
}

async function seenIn(place: Place, collector: Collector, question: Question): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  try {
    // Everything but the tags, which no statement looks at. Associations too: evidence may hold the web ACL only there.
    const wanted = { has: (property: string) => property !== 'tags' };
    for await (const resource of collector.collect(place, wanted))
      seen.push({ resource, subject: subjectOf(resource, question) });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const name = `the web ACLs of ${place.account}/${place.region}`;
    seen.push({
      subject: { kind: 'unread', name, reason: `could not list them all: ${error.message}`, question },
    });
  }
  return seen;
}

/** A rule group or IP set that could not be read is left out, which the prover knows to be unread. */
function subjectOf({ id, name, properties, gaps }: Resource, question: Question): Subject {
  const own = gaps.find(({ property }) => property !== 'tags' && property.split('.')[0] !== 'Live');
  if (own)
    return {
      kind: 'unread',
      name,
      reason: `could not read ${own.property}: ${own.operation} answered ${own.reason}`,
      question,
    };
  // Spreading leaves out what is sealed, where reading it would throw.
  const { Live, ...webAcl } = { ...(properties as object) } as Shown;
  return { kind: 'document', document: { ...Live, WebACL: { ARN: id, Name: name, ...webAcl } }, question };
}

type Shown = WebAclDocument['WebACL'] & { readonly Live?: Omit<WebAclDocument, 'WebACL'> };
