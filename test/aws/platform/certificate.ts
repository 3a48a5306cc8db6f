import type { Clients } from './clients.ts';
import { given } from './tags.ts';

/** The emulator takes a listener only with a certificate it knows. One call does not deserve one more SDK client. */
export async function requestCertificate({ endpoint, region }: Clients): Promise<string> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CertificateManager.RequestCertificate',
      authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/acm/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ DomainName: 'kiosk.example.com', ValidationMethod: 'DNS' }),
  });
  const { CertificateArn } = (await answer.json()) as { readonly CertificateArn?: string };
  return given(CertificateArn, 'CertificateArn');
}
