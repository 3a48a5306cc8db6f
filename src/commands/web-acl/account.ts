import type { BlindSpot } from '../../model/inventory.ts';
import { globalRegion, textOfPlace } from '../../model/place.ts';
import type { Source, SourcePlace, Wants } from '../../model/ports.ts';
import type { Resource, ResourceType } from '../../model/resource.ts';
import { wordsOf } from '../../model/unseen.ts';
import { UserError } from '../../model/user-error.ts';
import type { Question } from '../../reporters/web-acl/answer.ts';
import type { WebAclDocument } from '../../web-acl/model.ts';
import type { Subject } from './documents.ts';

/** The web ACLs of an account or a recording: the one named, or every one of its regions. */
export async function subjectsOf(
  source: Source,
  named: string | undefined,
  question: Question,
): Promise<readonly Subject[]> {
  const places = placesFor(source, named);
  const found = await Promise.all(places.map((place) => seenIn(source, place, question)));
  const all = found.flat();
  const asked = all.filter(
    ({ resource }) => resource && (!named || [resource.id, resource.name].includes(named)),
  );
  // What could not be listed may be the one that was named.
  const answered = asked.length > 0 && named ? asked : [...asked, ...all.filter(({ resource }) => !resource)];
  if (answered.length === 0) throw noneOf(places, named, all);
  return answered.map(({ subject }) => subject);
}

/** A web ACL of CloudFront stands in no region: arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>. */
function placesFor({ places }: Source, named: string | undefined): readonly SourcePlace[] {
  if (!named?.includes(':global/webacl/')) return places;
  return [...new Map(places.map((place) => [place.account, { ...place, region: globalRegion }])).values()];
}

function noneOf(places: readonly SourcePlace[], named: string | undefined, all: readonly Seen[]): UserError {
  const where = places.map(textOfPlace).join(', ');
  const ids = all.flatMap(({ resource }) => (resource ? [resource.id] : []));
  const others = ids.length > 0 ? `there are: ${ids.join(', ')}` : 'there is none at all';
  return new UserError(`there is no web ACL ${named ? `${named} ` : ''}in ${where}\n${others}`);
}

interface Seen {
  readonly resource?: Resource;
  readonly subject: Subject;
}

const type = 'AWS::WAFv2::WebACL' as ResourceType;

// Everything but the tags, which no statement looks at. Associations too: evidence may hold the web ACL only there.
const wants: Wants = new Map([[type, new Set(['Rules', 'Live'])]]);

async function seenIn(source: Source, place: SourcePlace, question: Question): Promise<readonly Seen[]> {
  const inventory = await source.inventory(wants, place);
  return [
    ...inventory.seenOfType(type).map((resource) => ({ resource, subject: subjectOf(resource, question) })),
    ...inventory.blindSpots.map((spot) => ({ subject: unlisted(place, spot, question) })),
  ];
}

const unlisted = (place: SourcePlace, spot: BlindSpot, question: Question): Subject => ({
  kind: 'unread',
  name: `the web ACLs of ${textOfPlace(place)}`,
  reason: `could not list them all: ${wordsOf(spot)}`,
  question,
});

/** A rule group or IP set that could not be read is left out, which the prover knows to be unread. */
function subjectOf({ id, name, properties, gaps }: Resource, question: Question): Subject {
  const own = gaps.find(({ property }) => property !== 'tags' && property.split('.')[0] !== 'Live');
  if (own)
    return { kind: 'unread', name, reason: `could not read ${own.property}: ${wordsOf(own)}`, question };
  // Spreading leaves out what is sealed, where reading it would throw.
  const { Live, Scope: _, ...webAcl } = { ...(properties as object) } as Shown;
  const document = { ...withoutGaps(Live), WebACL: { ARN: id, Name: name, ...webAcl } };
  return { kind: 'document', document, question };
}

/** A copy of what the web ACL refers to, by name: it drops what of these is a gap, where reading it would throw. */
const withoutGaps = (live: Shown['Live']): Shown['Live'] =>
  Object.fromEntries(
    Object.entries({ ...live }).map(([name, held]) => [name, isRecord(held) ? { ...held } : held]),
  );

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `Scope` is CloudFormation's, and no member of what AWS answers. */
type Shown = WebAclDocument['WebACL'] & {
  readonly Scope?: string;
  readonly Live?: Omit<WebAclDocument, 'WebACL'>;
};
