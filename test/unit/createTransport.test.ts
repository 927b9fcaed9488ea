/** The requests of a transport, and the meaning of responses and failures, for a service made up for it. */
import { Readable } from 'node:stream';

import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { type ApiFailure } from '../../nodes/shared/transport/apiFailure';
import type { ApiRequest } from '../../nodes/shared/transport/apiRequest';
import { createTransport } from '../../nodes/shared/transport/createTransport';
import type { Service } from '../../nodes/shared/transport/service';

const KEY = 'key-of-an-account';

const SERVICE: Service = {
	name: 'Example',
	nodeName: 'Example',
	support: 'Example',
	credential: {
		...{ type: 'exampleApi', name: 'Example credential' },
		...{ labels: { address: 'Address', key: 'Key' }, defaultAddress: '', whereKeyIs: '' },
		read: ({ key }) => ({ key: String(key), baseUrl: 'https://example.com' }),
	},
	memoryKey: 'exampleRun',
	readWords: (body) => ({ message: (body as IDataObject | undefined)?.message }),
	mayBeEmpty: () => false,
};

/** A context whose requests get these responses in turn; a text stands for a broken connection. */
function contextOf(responses: Array<{ status: number; body: unknown } | string>, key = KEY) {
	const requests: IHttpRequestOptions[] = [];
	const context = {
		getNode: () => ({ name: 'Example', type: 'example', typeVersion: 1, parameters: {} }),
		getCredentials: async () => ({ key }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				requests.push(options);
				const response = responses.shift();
				if (!response || typeof response === 'string') {
					throw Object.assign(new Error('read'), { code: response });
				}
				const body = Readable.from([Buffer.from(JSON.stringify(response.body))]);
				return { statusCode: response.status, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, requests };
}

const read: ApiRequest = { method: 'POST', path: ['things'], repeatable: true };

it('sends JSON, or a form where there are files', async () => {
	const { context, requests } = contextOf([
		{ status: 200, body: {} },
		{ status: 200, body: {} },
	]);
	const transport = createTransport(SERVICE);
	await transport.send(context, { ...read, body: { name: 'x' } });
	const file = { content: Buffer.from('ID3'), fileName: 'привет.mp3', mimeType: 'audio/mpeg' };
	await transport.send(context, { ...read, body: { name: 'x', count: 7 }, files: { file } });

	expect(requests[0]).toMatchObject({
		body: { name: 'x' },
		headers: { 'Content-Type': 'application/json' },
	});
	const form = requests[1]?.body as unknown as FormData;
	expect(Object.keys(requests[1]?.headers ?? {})).toEqual(['Accept']);
	expect([form.get('name'), form.get('count')]).toEqual(['x', '7']);
	const sent = form.get('file') as File;
	expect([sent.name, sent.type, await sent.text()]).toEqual(['привет.mp3', 'audio/mpeg', 'ID3']);
});

it('a response tells whether an earlier try may have been carried out', async () => {
	const lost = contextOf(['ECONNRESET', { status: 200, body: {} }]);
	expect(await createTransport(SERVICE).send(lost.context, read)).toMatchObject({
		...{ status: 200, isAfterLoss: true },
	});
	const direct = contextOf([{ status: 200, body: {} }]);
	expect(await createTransport(SERVICE).send(direct.context, read)).not.toHaveProperty(
		'isAfterLoss',
	);
});

it('so does a failure', async () => {
	const failureOf = async (...responses: Parameters<typeof contextOf>[0]) =>
		await createTransport(SERVICE)
			.send(contextOf(responses).context, read)
			.catch((error: ApiFailure) => error.details);
	const refusal = { status: 404, body: { message: 'no' } };
	expect(await failureOf('ECONNRESET', refusal)).toMatchObject({ status: 404, isAfterLoss: true });
	expect(await failureOf(refusal)).toMatchObject({ status: 404, isAfterLoss: undefined });
	expect(await failureOf({ status: 429, body: {} }, refusal)).toMatchObject({
		...{ status: 404, isAfterLoss: undefined },
	});
});

it('data that comes back holds no key, unless that is so short that it may be something else', async () => {
	const body = { data: [{ said: `not with ${KEY}` }] };
	const { context } = contextOf([{ status: 200, body }]);
	expect(await createTransport(SERVICE).send(context, read)).toMatchObject({
		body: { data: [{ said: 'not with ***' }] },
	});
	const short = contextOf([{ status: 200, body: { data: 'abc' } }], 'abc');
	expect(await createTransport(SERVICE).send(short.context, read)).toMatchObject({
		body: { data: 'abc' },
	});
});
