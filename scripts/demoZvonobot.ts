/**
 * `npm run demo -- zvonobot`: the 250 rows of examples/crm-rows.csv are called on n8n's own engine, against the
 * sandbox. People press keys, Zvonobot Trigger hears of each call, and each row gets its result.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { SingleBar } from 'cli-progress';
import { countBy, keyBy, sumBy } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { startZvonobotSandbox, type ZvonobotSandbox } from '../sandbox/zvonobot';
import type { NodeResult } from '../test/support/engine';
import { listenFor } from '../test/support/webhookListener';

const ROWS = join(__dirname, '..', 'examples', 'crm-rows.csv');
/** How long the sandbox takes for one step of the calls. */
const STEP_MS = 300;
/** How many rows of the table are shown. */
const SHOWN = 10;
const KEYS: Record<string, string> = { 1: 'confirms', 2: 'cancels', 9: 'never call again' };

/** Runs the demo. @throws Error when the node fails */
export async function demoZvonobot(): Promise<void> {
	const { loadEngine } = await import('../test/support/engine');
	const engine = await loadEngine('n8n-nodes-zvonobot');
	const sandbox = await startZvonobotSandbox();
	const credential = { domain: sandbox.url, apiKey: sandbox.apiKey, webhookSecret: 'made-up' };
	const listener = await listenFor(
		await engine.activateWebhook({ credential, parameters: { events: ['callFinished'] } }),
	);
	say('Sandbox of Zvonobot', `${sandbox.url}; nothing leaves this computer`);
	try {
		const items = rowsOf(readFileSync(ROWS, 'utf8'));
		say('Read from the CRM', `${items.length} rows`);
		const result = await engine.runNode({
			items,
			credential,
			parameters: {
				...{ resource: 'call', operation: 'create', numberField: 'phone', invalidNumbers: 'skip' },
				...{ callerIdSource: 'pool', messageSource: 'text' },
				text: 'You have an appointment tomorrow. Press 1 to confirm it, 2 to cancel it, or 9 if we should not call you again.',
				answers: { answer: Object.keys(KEYS).map((digit) => ({ digit: Number(digit) })) },
				additionalFields: { webhookUrl: listener.url },
			},
		});
		if (result.error) throw new Error([result.error.message, result.error.description].join('\n'));
		say('Call → Create', `${callsSaid(result)}, ${sandbox.requests.length} request`);
		await untilOver(sandbox, () => listener.started.flat().length);
		say(
			'Zvonobot Trigger',
			`${listener.received.length} webhooks, ${listener.started.length} calls over`,
		);
		const ends = listener.started.flat().map(({ json }) => json);
		console.log(`\n${tables(items, result, ends)}`);
	} finally {
		await listener.close();
		await sandbox.close();
		await engine.close();
	}
}

/** The rows of a table, with +7 before numbers of ten digits, since Zvonobot calls several countries. */
function rowsOf(csv: string): IDataObject[] {
	const [, ...lines] = csv.trim().split('\n');
	return lines.map((line) => {
		const [id, name, phone = ''] = line.split(',');
		return { id, name, phone: phone.replace(/^\d{10}$/, '+7$&') };
	});
}

function callsSaid({ items }: NodeResult): string {
	const { created, duplicate, invalid } = countBy(items, ({ json }) => json.status);
	return `${created} calls (${duplicate} double and ${invalid} wrong numbers left out)`;
}

/** Moves the calls until all are over and every webhook has come. */
async function untilOver(sandbox: ZvonobotSandbox, over: () => number): Promise<void> {
	const bar = new SingleBar({
		format: `${'Calling'.padEnd(22)}{bar} {percentage}% | {value} of {total} calls over`,
		barsize: 30,
		hideCursor: true,
		noTTYOutput: true,
		notTTYSchedule: 2000,
	});
	bar.start(sandbox.store.apiCalls.size, 0);
	while (sandbox.store.underWay.size > 0) {
		sandbox.advance();
		await sandbox.webhooksSettled();
		bar.update(over());
		await sleep(STEP_MS);
	}
	bar.stop();
}

/** The first rows with their results, and how often each result came. */
function tables(rows: IDataObject[], { items }: NodeResult, ends: IDataObject[]): string {
	const endOf = keyBy(ends, 'callId');
	const results = items.map(({ json }, index) => {
		const end = json.status === 'created' ? endOf[String(json.id)] : undefined;
		return { row: rows[index] ?? {}, phone: String(json.phone), end, said: resultOf(json, end) };
	});
	const cells = results
		.slice(0, SHOWN)
		.map(({ row, phone, end, said }) => [
			...[String(row.id), String(row.name), phone, said],
			end?.durationSeconds ? `${Number(end.durationSeconds)} s` : '',
		]);
	const counts = Object.entries(countBy(results, 'said')).sort(([, a], [, b]) => b - a);
	const bars = counts.map(([said, count]) => [said, `${count}`.padStart(4), '▇'.repeat(count / 3)]);
	const cost = sumBy(ends, (end) => Number(end.cost ?? 0));
	return [
		...aligned([['row', 'name', 'phone', 'result', 'talk'], ...cells]),
		`… and ${rows.length - SHOWN} more\n`,
		...aligned([...bars, ['all rows', `${rows.length}`.padStart(4), `${cost.toFixed(2)} ₽`]]),
	].join('\n');
}

function resultOf({ status }: IDataObject, end: IDataObject | undefined): string {
	if (!end) return status === 'invalid' ? 'wrong number' : String(status);
	if (end.status !== 'finished') return 'not reached';
	return end.answer === null ? 'no key' : `${end.answer} ${KEYS[String(end.answer)]}`;
}

function aligned(lines: string[][]): string[] {
	const widths = lines[0]!.map((_cell, at) => Math.max(...lines.map((line) => line[at]!.length)));
	return lines.map((line) =>
		line
			.map((cell, at) => cell.padEnd(widths[at]!))
			.join('  ')
			.trimEnd(),
	);
}

function say(what: string, detail: string): void {
	console.log(`${what.padEnd(22)}${detail}`);
}
