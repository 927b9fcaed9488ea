import { buffer } from 'node:stream/consumers';

import type { NextFunction, Response } from 'express';

import type { ServiceRequest } from '../request';

/** A file of a form as the request log keeps it. */
export interface UploadedFile {
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** Reads a form with files; a file becomes an `UploadedFile`, everything else a text. */
export async function readForm(
	request: ServiceRequest,
	_response: Response,
	next: NextFunction,
): Promise<void> {
	if (!request.is('multipart/form-data')) {
		next();
		return;
	}
	const form = await parse(await buffer(request), request.headers['content-type'] ?? '');
	const fields: Record<string, string | UploadedFile> = {};
	for (const [name, value] of form) {
		fields[name] =
			typeof value === 'string'
				? value
				: {
						fileName: value.name,
						mimeType: value.type,
						content: Buffer.from(await value.arrayBuffer()),
					};
	}
	request.body = fields;
	next();
}

/** Puts the files' contents, a character for each byte, where the contract wants binary texts. */
export function filesAsText(
	request: ServiceRequest,
	_response: Response,
	next: NextFunction,
): void {
	if (request.is('multipart/form-data')) {
		const fields = request.body as Record<string, string | UploadedFile>;
		for (const [name, value] of Object.entries(fields)) {
			if (typeof value !== 'string') fields[name] = value.content.toString('latin1');
		}
	}
	next();
}

async function parse(bytes: Buffer, contentType: string): Promise<FormData> {
	try {
		return await new globalThis.Response(new Uint8Array(bytes), {
			headers: { 'content-type': contentType },
		}).formData();
	} catch (error) {
		throw Object.assign(new Error((error as Error).message), { status: 400 });
	}
}
