import type { Audit } from '../../model/audit.ts';
import type { ResourceRef } from '../../model/finding.ts';
import { type Page, paragraph } from '../../text/page.ts';
import { placeName, titleOf } from '../told/words.ts';
import { checkLines, markOf, type NameOf } from './check.ts';
import { type ComponentGroup, type Standing, standingOf } from './groups.ts';

/** A component with everything about it that a person must act on; with `--verbose` everything. */
export function componentLines(page: Page, component: ComponentGroup, audit: Audit): string[] {
  const resources = resourcesOf(component);
  const [only, ...others] = resources;
  const whose = only && others.length === 0 ? titleOf(only, audit) : passing(component, resources);
  const type = page.paint.dim(component.type);
  const mark = markOf(page, markedAs(component));
  const header = `${mark} ${page.paint.bold(component.name)}   ${type} ${whose}`;
  const named = others.length > 0;
  const placed = audit.places.length > 1;
  const nameOf: NameOf = ({ resource, place }) => {
    if (resource) return named ? titleOf(resource, audit) : '';
    return placed && place ? placeName(place, audit) : undefined;
  };
  const shown = component.checks.filter(({ standing }) => page.verbose || isRemarkable(standing));
  return [
    ...paragraph(page, 0, header.trimEnd()),
    ...shown.flatMap((check, at) => checkLines(page, check, { nameOf, above: shown[at - 1], audit })),
  ];
}

/** What holds but for what stands under an exception is not marked as what holds. */
function markedAs({ standing, checks }: ComponentGroup): Standing {
  if (standing !== 'pass') return standing;
  return checks.find((check) => isRemarkable(check.standing))?.standing ?? 'pass';
}

/** What is accepted for a while stays visible. */
export const isRemarkable = (standing: Standing): boolean =>
  standing !== 'pass' && standing !== 'not-applicable';

function resourcesOf({ findings }: ComponentGroup): ResourceRef[] {
  const found = findings.flatMap(({ resource }) => (resource ? [resource] : []));
  return [...new Map(found.map((resource) => [keyOf(resource), resource])).values()];
}

const keyOf = ({ account, region, id }: ResourceRef): string => JSON.stringify([account, region, id]);

/** `11 of 12 pass` */
function passing({ findings }: ComponentGroup, resources: readonly ResourceRef[]): string {
  if (resources.length === 0) return '';
  const leaning = new Set(
    findings
      .filter((finding) => isRemarkable(standingOf(finding)))
      .flatMap(({ resource }) => (resource ? [keyOf(resource)] : [])),
  );
  return ` ${resources.length - leaning.size} of ${resources.length} pass`;
}
