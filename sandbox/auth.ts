import type { NextFunction, Response } from 'express';

import { HttpError } from './errors';
import type { SandboxRequest } from './request';

/** Lets requests with the right key through. @throws HttpError 401 */
export function authenticate(
	request: SandboxRequest,
	_response: Response,
	next: NextFunction,
): void {
	if (request.headers.authorization !== `Bearer ${request.sandbox.apiKey}`) {
		throw new HttpError(401, { message: 'Unauthenticated.' });
	}
	next();
}
