import { Writable } from 'node:stream';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import winston from 'winston';

import type { EngineLog, LogLine } from './types';

/** Attaches a capture to n8n's own logger, so that lines pass through n8n's formatting of metadata. */
export function captureLog(): EngineLog {
	let lines: string[] = [];
	const stream = new Writable({
		decodeStrings: false,
		write(line: string, _encoding, done) {
			lines.push(line);
			done();
		},
	});
	Container.get(Logger)
		.getInternalLogger()
		.add(new winston.transports.Stream({ stream, format: winston.format.json() }));

	return {
		lines: () => lines.map((line) => JSON.parse(line) as LogLine),
		text: () => lines.join(''),
		clear: () => {
			lines = [];
		},
	};
}
