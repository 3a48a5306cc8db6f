import { expect, test } from '@jest/globals';
import { hasOneText } from '../../src/aws/one-text.ts';

const read = (json: string) => hasOneText(json, JSON.parse(json));

test.each<[string, string]>([
  ['as it is written by JSON.stringify', '{"a":[1,"b"],"c":null}'],
  ['with spaces, lines and a line at the end', '{\r\n  "a": [ 1, "b" ],\n\t"c" : null\n}\n'],
  ['with characters escaped as other programs do', '{"a":"caf\\u00e9 \\/ \\u2603 \\" \\\\"}'],
  ['with whole numbers as other programs write them', '[80.0,-1.00,2.5]'],
  ['with spaces and numbers that are text', '{"a b":" 1.0  "}'],
])('JSON says one thing %s', (_, json) => expect(read(json)).toBe(true));

test.each<[string, string]>([
  ['a name that stands twice', '{"a":1,"b":2,"a":1}'],
  ['a name that stands twice, once escaped', '{"a":1,"\\u0061":2}'],
  ['a number that no double holds', '[12345678901234567890]'],
  ['a number beyond all', '[1e999]'],
])('JSON does not say one thing with %s', (_, json) => expect(read(json)).toBe(false));
