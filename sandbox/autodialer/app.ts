import { join } from 'node:path';

import type { Express, NextFunction, Response } from 'express';

import { buildApplication } from '../application';
import { Contract } from '../contract';
import { HttpError, notFound } from '../errors';
import type { ServiceRequest } from '../request';
import { toLaravelError } from '../validation';
import type { AutodialerContext } from './context';
import { handlers } from './handlers';

/** The contract of the Autodialer sandbox. */
export const autodialerContract = new Contract(join(__dirname, 'openapi.yaml'));

let shared: Express | undefined;

/** The application that all sandboxes of Autodialer share in a process. */
export function application(): Express {
	shared ??= buildApplication<AutodialerContext>({
		contract: autodialerContract,
		handlers,
		pages: { '/records/:file': recording },
		guards: [{ guard: authenticate }],
		refuse: toLaravelError,
		replyTo: ({ status, body, headers }) => ({
			status,
			headers,
			json: { error: body.errors ? JSON.stringify(body.errors) : body.message },
		}),
	});
	return shared;
}

/** Lets requests with the right token through; the refusal is assumed. @throws HttpError 401 */
function authenticate(
	{ body, sandbox }: ServiceRequest<AutodialerContext>,
	_response: Response,
	next: NextFunction,
): void {
	const { query } = (body ?? {}) as { query?: { access_token?: unknown } };
	if (query?.access_token !== sandbox.apiKey) {
		throw new HttpError(401, { message: 'Wrong access_token' });
	}
	next();
}

/** The recording of a call: a second of silence as a wav. */
function recording(
	{ params, sandbox }: ServiceRequest<AutodialerContext>,
	response: Response,
): void {
	const number = String(params.file).replace(/\.wav$/, '');
	if (!sandbox.history.some(({ DST }) => DST === number)) throw notFound();
	response.type('audio/wav').send(silentWav());
}

/** A second of silence: 8,000 samples of 8 bits. */
function silentWav(): Buffer {
	const samples = 8000;
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(samples, 24);
	header.writeUInt32LE(samples, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples, 40);
	return Buffer.concat([header, Buffer.alloc(samples, 0x80)]);
}
