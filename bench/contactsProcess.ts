/**
 * POST /lists and POST /lists/append/{id} by the contract, and nothing else, on Node's bare server: the
 * sandbox checks bodies of 10,000 contacts for longer than it takes to send them, which would hide the
 * cost of the node.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { givenOptions, serveParent } from './serviceProcess';

/** Settings of the service. */
export interface ContactsProcessOptions {
	apiKey: string;
}

const LIST_ID = 101;
const MOST_CONTACTS = 10_000;
const CREATED_AT = '2026-03-16 12:00:00';

const { apiKey } = givenOptions<ContactsProcessOptions>();
let requests = 0;
let contacts = 0;
const numbers = new Set<string>();

const server = createServer((request, response) => {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		requests++;
		const { status, body } = responseTo(
			request.method,
			request.url,
			request.headers.authorization,
			() => JSON.parse(Buffer.concat(chunks).toString()),
		);
		response.writeHead(status, {
			'Content-Type': 'application/json',
			'X-RateLimit-Limit': '1000000',
			'X-RateLimit-Remaining': String(1_000_000 - requests),
		});
		response.end(JSON.stringify(body));
	});
});

function responseTo(
	method: string | undefined,
	url: string | undefined,
	authorization: string | undefined,
	read: () => { name?: string; numbers: Array<{ number: string }> },
): { status: number; body: object } {
	const creates = url === '/api/v1/lists';
	if (method !== 'POST' || !(creates || url === `/api/v1/lists/append/${LIST_ID}`)) {
		return { status: 404, body: { message: 'Not Found.' } };
	}
	if (authorization !== `Bearer ${apiKey}`) {
		return { status: 401, body: { message: 'Unauthenticated.' } };
	}
	const { name, numbers: sent } = read();
	if (sent.length > MOST_CONTACTS || (creates && !name)) {
		return { status: 422, body: { message: 'The given data was invalid.', errors: {} } };
	}
	if (creates) contacts = 0;
	contacts += sent.length;
	for (const { number } of sent) numbers.add(number);
	const list = {
		id: LIST_ID,
		client_id: null,
		contacts_count: contacts,
		created_at: CREATED_AT,
		updated_at: CREATED_AT,
	};
	return { status: 201, body: creates ? { ...list, name } : list };
}

server.listen(0, '127.0.0.1', () => {
	const { port } = server.address() as AddressInfo;
	serveParent(
		{
			url: `http://127.0.0.1:${port}/api/v1`,
			apiKey,
			contactListId: LIST_ID,
			firstContactId: 0,
		},
		() => {
			const different = numbers.size;
			numbers.clear();
			return { requests, refused: 0, numbers: different };
		},
	);
});
