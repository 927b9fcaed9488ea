import { join } from 'node:path';

import type { Express, NextFunction, Response } from 'express';

import { buildApplication } from '../application';
import { silentMp3 } from '../audio';
import { Contract } from '../contract';
import { invalid, notFound } from '../errors';
import type { ServiceRequest } from '../request';
import { toLaravelError, type ContractError } from '../validation';
import { refusalResponse } from './answers';
import { authenticate, limitByKey } from './auth';
import type { ZvonobotContext } from './context';
import { handlers } from './handlers';
import { filesAsText, readForm } from './multipart';

/** The contract of the Zvonobot sandbox. */
export const zvonobotContract = new Contract(join(__dirname, 'openapi.yaml'));

let shared: Express | undefined;

/** The application that all sandboxes of Zvonobot share in a process. */
export function application(): Express {
	shared ??= buildApplication<ZvonobotContext>({
		contract: zvonobotContract,
		handlers,
		bodyParsers: [readForm],
		pages: { '/storage/records/:id': recordFile, '/storage/recordings/:id': recordingFile },
		guards: [filesAsText, limitByKey, authenticate, readIdList].map((guard) => ({ guard })),
		refuse: (errors, body) => toLaravelError(errors.filter(isAboutAField), body),
		replyTo: (refusal, { sandbox }) => refusalResponse(refusal, sandbox),
	});
	return shared;
}

/** For a choice between fields, the errors of each of them say enough. */
function isAboutAField({ errorCode = '' }: ContractError): boolean {
	return !errorCode.startsWith('anyOf');
}

/**
 * Reads a list from the query as PHP does, only where its name ends in brackets: the check against the
 * contract would make one text of several values. @throws HttpError 422 for a name without brackets
 */
function readIdList(request: ServiceRequest, _response: Response, next: NextFunction): void {
	const { apiCallIdList, 'apiCallIdList[]': ids, ...query } = request.query;
	if (apiCallIdList !== undefined) {
		throw invalid('apiCallIdList', 'Поле apiCallIdList должно быть массивом.');
	}
	const value = ids === undefined ? query : { ...query, apiCallIdList: [ids].flat() };
	Object.defineProperty(request, 'query', { value, writable: true, configurable: true });
	next();
}

/** The file behind a record's `path`. */
function recordFile(request: ServiceRequest<ZvonobotContext>, response: Response): void {
	const record = request.sandbox.store.records.get(Number(request.params.id));
	if (!record) throw notFound();
	response.type('audio/mpeg').send(record.content);
}

/** The file behind an attempt's `recordFilePath`. */
function recordingFile(request: ServiceRequest<ZvonobotContext>, response: Response): void {
	const seconds = request.sandbox.store.recordings.get(Number(request.params.id));
	if (seconds === undefined) throw notFound();
	response.type('audio/mpeg').send(silentMp3(seconds));
}
