import { wordsOfEvidence } from '../../model/evidence.ts';
import { type PlaceRef, textOfPlace } from '../../model/place.ts';
import { permissionFor, wordsOf } from '../../model/unseen.ts';
import { isClaimed, type Stock, type StockItem } from '../../pipeline/stock.ts';
import { labelled, type Page, type PageOptions, pageOf, paragraph, spread } from '../../text/page.ts';
import { plural } from '../../text/plural.ts';
import { printableDeep } from '../../text/printable.ts';
import type { Found } from './json.ts';

/** Type by type: each resource with what selects it, on the right the components that do. */
export function textOfStock(hostile: Found, options: PageOptions): string {
  const found = printableDeep(hostile) as Found;
  const page = pageOf(options);
  const shown = found.stocks.filter(({ items, unseen }) => items.length > 0 || unseen);
  const empty = found.stocks.filter((stock) => !shown.includes(stock)).map(({ type }) => type);
  const sections = shown.map((stock) => sectionOf(page, stock, found));
  const none = empty.length > 0 ? [paragraph(page, 0, `none of ${[...new Set(empty)].join(', ')}`)] : [];
  const origin = wordsOfEvidence({ evidence: found.evidence, policies: [] });
  const end = [closing(found), ...origin].flatMap((text) => paragraph(page, 0, text));
  return [...sections, ...none, end].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function sectionOf(page: Page, { type, place, unseen, items }: Stock, found: Found): string[] {
  const where = placeName(place, found);
  const unclaimed = found.isJudged ? items.filter((item) => !isClaimed(item)).length : 0;
  const count = `${items.length}${unclaimed > 0 ? `, ${unclaimed} unclaimed` : ''}`;
  return [
    ...headed(page, 0, `${page.paint.bold(type)}   ${page.paint.dim(where)}`, unseen ? '' : count),
    ...(unseen
      ? paragraph(page, 2, `${page.paint.yellow('?')} the list is not complete: ${wordsOf(unseen)}`)
      : []),
    ...(unseen && permissionFor(unseen) ? labelled(page, 4, 'grant', permissionFor(unseen) ?? '') : []),
    ...items.flatMap((item) => itemLines(page, item, found.isJudged)),
  ];
}

function itemLines(page: Page, item: StockItem, isJudged: boolean): string[] {
  const { resource, keys, state } = item;
  const title = resource.label === undefined ? resource.name : `${resource.name} (${resource.label})`;
  const known = Object.entries(keys).flatMap(([key, value]) => (value === null ? [] : [`${key} ${value}`]));
  const facts = [
    ...(resource.awsName === undefined ? [] : [`name ${resource.awsName}`]),
    ...known,
    ...(state === null ? [] : [`state ${state}`]),
  ];
  return [
    ...headed(page, 2, title, isJudged ? claimsOf(page, item) : ''),
    ...(facts.length > 0 ? paragraph(page, 4, facts.join(' · ')) : []),
    ...labelledTags(page, item),
  ];
}

/** A title that is too long for a line goes on in the next; at the end of it what stands on the right. */
function headed(page: Page, indent: number, title: string, right: string): string[] {
  const lines = paragraph(page, indent, title);
  return [...lines.slice(0, -1), ...spread(page, lines.at(-1) ?? '', right)];
}

function labelledTags(page: Page, { tags, tagsUnseen }: StockItem): string[] {
  if (tags === null)
    return labelled(page, 4, 'tags', `not told${tagsUnseen ? `: ${wordsOf(tagsUnseen)}` : ''}`);
  const pairs = Object.entries(tags).map(([tag, value]) => `${tag}=${value}`);
  return pairs.length > 0 ? labelled(page, 4, 'tags', pairs.join(', ')) : [];
}

function claimsOf(page: Page, item: StockItem): string {
  const names = item.claims.map(
    ({ component, sure, unclaimed }) => `${component}${sure ? '' : '?'}${unclaimed ? ' (unclaimed)' : ''}`,
  );
  if (isClaimed(item)) return names.join(', ');
  return page.paint.yellow(names.length > 0 ? names.join(', ') : 'unclaimed');
}

function placeName({ account, region }: PlaceRef, { places }: Found): string {
  const name = places.find((place) => place.account === account)?.name;
  return name ? `${name} · ${region}` : textOfPlace({ account, region });
}

function closing({ stocks, isJudged }: Found): string {
  const items = stocks.flatMap((stock) => stock.items);
  const unclaimed = items.filter((item) => !isClaimed(item)).length;
  const count = plural(items.length, 'resource');
  return isJudged ? `${count}, ${unclaimed} of them unclaimed` : count;
}
