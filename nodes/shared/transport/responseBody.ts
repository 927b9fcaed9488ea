import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiFailure } from './apiFailure';

/** Most bytes of a response in JSON, unpacked: 200,000 notifications, which come all at once, are half of it. */
export const MAX_JSON_BYTES = 64 * 1024 * 1024;
/** Most bytes of a file that is downloaded: a recording of 100 minutes as a wav. */
export const MAX_FILE_BYTES = 100 * 1024 * 1024;
/** How much of a file is looked at to tell what it is. */
const START_BYTES = 16;

/** A file as n8n stores it: a stream or a buffer. */
export type FileContent = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** The body of a response as it comes in, unpacked. */
export type BodyStream = Exclude<FileContent, Buffer>;

/** A file as it comes in. */
export interface IncomingFile {
	/** Its first bytes; fewer than 16 when there are no more. */
	start: Buffer;
	/** All of it, the first bytes included. */
	content: FileContent;
}

/** The time limit for a whole response, from its head to the last byte of its body. */
export class Deadline {
	/** Ends the request. */
	readonly signal: AbortSignal;

	/** @param ms from now on */
	constructor(private readonly ms: number) {
		this.signal = AbortSignal.timeout(ms);
	}

	/** Whether it has passed. */
	get isOver(): boolean {
		return this.signal.aborted;
	}

	/** The failure of a request whose deadline has passed. */
	failure(): ApiFailure {
		return new ApiFailure({
			networkCode: 'ETIMEDOUT',
			serviceMessage: `the response was not complete after ${this.ms / 1000} s`,
		});
	}

	/** Ends the reading of a body when it passes. */
	end(body: BodyStream): void {
		const end = () => body.destroy(this.failure());
		this.signal.addEventListener('abort', end, { once: true });
		body.on('close', () => this.signal.removeEventListener('abort', end));
	}
}

/**
 * Reads a body to its end.
 *
 * @throws ApiFailure when it grows beyond `most` bytes or the deadline passes; or the error that broke it off
 */
export async function readAll(
	body: BodyStream,
	deadline: Deadline,
	most = MAX_JSON_BYTES,
): Promise<Buffer> {
	deadline.end(body);
	const count = counter(most);
	const chunks: Buffer[] = [];
	await new Promise<void>((resolve, reject) => {
		body.on('data', (chunk: Buffer) => {
			try {
				chunks.push(count(chunk));
			} catch (error) {
				body.destroy(error as Error);
			}
		});
		body.on('end', resolve);
		body.on('error', reject);
		onBrokenOff(body, reject);
	});
	return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/**
 * Opens a body as a file, of which only the beginning is read. Whoever reads the content gets the
 * ApiFailure when it grows beyond `most` bytes or the deadline passes.
 *
 * @throws ApiFailure, or the error that broke it off, before its first bytes arrived
 */
export async function openFile(
	body: BodyStream,
	deadline: Deadline,
	most = MAX_FILE_BYTES,
): Promise<IncomingFile> {
	deadline.end(body);
	const { start, isAll } = await beginningOf(body);
	return { start, content: isAll ? start : body.map(counter(most)) };
}

/** Reads until there are enough bytes to tell what a file is, or no more. */
async function beginningOf(body: BodyStream): Promise<{ start: Buffer; isAll: boolean }> {
	const chunks: Buffer[] = [];
	let length = 0;
	return await new Promise((resolve, reject) => {
		const take = (chunk: Buffer) => {
			chunks.push(chunk);
			length += chunk.length;
			if (length >= START_BYTES) settle(false);
		};
		const end = () => settle(true);
		const settle = (isAll: boolean) => {
			body.pause();
			body.off('data', take).off('end', end);
			const start = Buffer.concat(chunks);
			// At once: in the next tick the body may have ended, and take nothing back.
			if (!isAll) body.unshift(start);
			resolve({ start, isAll });
		};
		// That of errors stays: one that comes before anybody reads on would end the process otherwise.
		body.on('data', take).on('end', end).on('error', reject);
		onBrokenOff(body, reject);
	});
}

/** A connection may close with neither an end nor an error. */
function onBrokenOff(body: BodyStream, reject: (error: Error) => void): void {
	body.on('close', () => {
		// The error is made only when it is due: its stack costs as much as reading a small body.
		if (!body.readableEnded) reject(new Error('the response broke off in the middle'));
	});
}

/** Passes chunks on. @throws ApiFailure once they are more than so many bytes */
function counter(most: number): (chunk: Buffer) => Buffer {
	let size = 0;
	return (chunk) => {
		size += chunk.length;
		if (size > most) {
			throw new ApiFailure({
				status: 200,
				unreadableBody: true,
				flaw: `sent a response of more than ${most / 1024 / 1024} MB`,
			});
		}
		return chunk;
	};
}
