import { isObject, type JsonObject } from '../documents/json-object.ts';
import { atKey, atValue, type Path, type Slip } from '../documents/slip.ts';
import { accountOfRole } from '../model/place.ts';

/** What no schema can say of the accounts. It judges what is sound, whatever else is wrong. */
export function slipsOfAccounts(document: unknown, isSound: (path: Path) => boolean): readonly Slip[] {
  const listed = isObject(document) ? document['accounts'] : undefined;
  const accounts = (Array.isArray(listed) ? listed : []).flatMap((given, index) =>
    isObject(given) ? [{ given, index }] : [],
  );
  return accounts.flatMap((account, at) => {
    const path = ['accounts', account.index];
    const before = accounts.slice(0, at);
    return [
      ...(isSound([...path, 'name']) ? takenName(account, before) : []),
      ...('roleArn' in account.given ? [] : secondOwn(account, before)),
      ...(isSound(path) ? otherAccount(account) : []),
      ...(isSound(path) ? takenPlaces(account, before) : []),
    ];
  });
}

interface Listed {
  readonly given: JsonObject;
  readonly index: number;
}

function takenName({ given, index }: Listed, before: readonly Listed[]): readonly Slip[] {
  const { name } = given;
  if (typeof name !== 'string' || !before.some((other) => other.given['name'] === name)) return [];
  return [
    atValue(['accounts', index, 'name'], `the name ${JSON.stringify(name)} is taken by another account`),
  ];
}

function secondOwn({ index }: Listed, before: readonly Listed[]): readonly Slip[] {
  const own = before.find(({ given }) => !('roleArn' in given));
  if (!own) return [];
  const message = `only one account can be that of the credentials, and ${nameOf(own)} has no "roleArn" either`;
  return [atKey(['accounts', index], message)];
}

/** One account in one region is one place: looked into twice, each finding would be two. */
function takenPlaces({ given, index }: Listed, before: readonly Listed[]): readonly Slip[] {
  const id = accountOf(given);
  if (id === undefined || !Array.isArray(given['regions'])) return [];
  const same = before.filter((other) => accountOf(other.given) === id);
  return given['regions'].flatMap((region: unknown, at) => {
    const other = same.find(
      (one) => Array.isArray(one.given['regions']) && one.given['regions'].includes(region),
    );
    if (!other) return [];
    const message = `account ${id} in ${String(region)} stands in ${nameOf(other)} already`;
    return [atValue(['accounts', index, 'regions', at], message)];
  });
}

const nameOf = ({ given, index }: Listed): string =>
  typeof given['name'] === 'string' ? JSON.stringify(given['name']) : `account ${index + 1}`;

function otherAccount({ given: { account, roleArn }, index }: Listed): readonly Slip[] {
  const id = typeof roleArn === 'string' ? accountOfRole(roleArn) : undefined;
  if (account === undefined || id === undefined || account === id) return [];
  return [atValue(['accounts', index, 'account'], `the role is of account ${id}, not of ${String(account)}`)];
}

const accountOf = ({ account, roleArn }: JsonObject): string | undefined =>
  typeof roleArn === 'string' ? accountOfRole(roleArn) : typeof account === 'string' ? account : undefined;
