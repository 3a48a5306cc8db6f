import { expect, test } from '@jest/globals';
import { fail } from '../../src/model/verdict.ts';
import { reporters } from '../../src/registry.generated.ts';
import { audit, finding, hostile, resource } from '../support/audits.ts';

test.each([...reporters])('a name or a value cannot steer a terminal that %s is read on', async (_, load) => {
  const reporter = await load();
  const text = reporter.render(hostile, { width: 0, color: false, verbose: true });
  expect(text.replaceAll(/\r?\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(text).toContain('kiosk');
});

test.each([...reporters])(
  'with several places %s tells resources of the same name apart',
  async (_, load) => {
    const reporter = await load();
    const regions = ['sa-east-1', 'us-east-1'];
    const places = regions.map((region) => ({ account: '111122223333', region, name: 'shop' }));
    const service = resource('AWS::ECS::Service', 'menu');
    const findings = places.map((place) =>
      finding({ place, resource: { ...service, region: place.region }, verdict: fail('no task runs') }),
    );
    const text = reporter.render(audit({ places, findings }), { width: 0, color: false, verbose: false });
    for (const region of regions)
      expect(text).toMatch(new RegExp(`menu.{0,200}${region}|${region}.{0,200}menu`, 's'));
  },
);
