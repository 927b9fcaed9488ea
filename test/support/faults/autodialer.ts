import { RESOURCES } from '../../../packages/autodialer/nodes/Autodialer/operations';
import type { AutodialerSandbox } from '../../../sandbox/autodialer';
import { AUTODIALER, phoneAt, rows, startAutodialerBench } from '../autodialer';
import { loadEngine } from '../engine';
import type { SeededRandom } from '../seededRandom';
import { finding, tookEffectOnce, type Finding, type ItemReport } from './findings';
import { keyOf } from './key';
import type { Kind, MainRequest } from './kind';
import { between, someItems, times } from './kinds/several';
import { creatingIn, type FaultyService } from './service';
import { Walk } from './walk';

type AutodialerKind = Kind<AutodialerSandbox>;

const to = (endpoint: string): MainRequest => ({ method: 'POST', path: `/apikey/${endpoint}` });

/** How an error tells that rows are in the dialer, or may be. */
const TELLS_OF_ROWS = /may have been carried out|Already done: \d+ rows are in the dialer/;

/** A task for all input items, in as many requests as they need. */
function task(name: string, weight: number, count: (random: SeededRandom) => number) {
	const kind: AutodialerKind = {
		name: `Task → Create${name}`,
		weight,
		errand({ sandbox, random, options }) {
			const items = rows(count(random));
			return {
				...{ resource: 'task', operation: 'create', items, takesAllItems: true, main: to('make') },
				parameters: { scenarioType: '1', options },
				judge: (report) => arrivedOnce(sandbox, items.length, report),
			};
		},
	};
	return kind;
}

/** Every row is in the dialer once if the task is reported as done, and at most once otherwise. */
function arrivedOnce(
	sandbox: AutodialerSandbox,
	count: number,
	{ state, outputs, said = '' }: ItemReport,
): Finding[] {
	const held = sandbox.rows.map(({ phone }) => phone);
	const different = new Set(held).size;
	const findings: Finding[] = [];
	if (held.length > different) {
		findings.push(finding('repeated', 'rows are in the dialer again', held.length - different));
	}
	if (state === 'succeeded') {
		if (different < count) findings.push(finding('lost', 'rows are missing', count - different));
		const told = outputs.map(({ json: { lines, inserted } }) => [lines, inserted].join());
		if (told.join(';') !== [count, count].join()) {
			findings.push(finding('wrong', `of ${count} rows the output tells ${told.join(';')}`));
		}
	} else if (held.length > 0 && !TELLS_OF_ROWS.test(said)) {
		findings.push(finding('unclear', `${held.length} rows arrived, but the error says: ${said}`));
	}
	return findings;
}

const call: AutodialerKind = {
	name: 'Call → Create',
	weight: 4,
	errand({ sandbox, random, options }) {
		const items = someItems(random, (index) => ({ phone: phoneAt(index) }));
		return {
			...{ resource: 'call', operation: 'create', items, main: to('newcall') },
			parameters: {
				...{ number: '={{ $json.phone }}', name: 'Aigul', uuid: '=c-{{ $json.phone }}' },
				...{ scenarioType: '1', options },
			},
			judge: tookEffectOnce((item) =>
				sandbox.rows
					.filter(({ phone }) => phone === phoneAt(item))
					.map(({ taskId }) => ({ QUERY_ID: Number(taskId), QUERY_COUNT: 1 })),
			),
		};
	},
};

const history: AutodialerKind = {
	name: 'Call → Get History',
	weight: 3,
	errand({ sandbox, random, options }) {
		const days = between(random, 1, 4);
		const callOn = (day: number) => ({
			...{ DST: phoneAt(0), CODE: 'ANSWERED 16', SEC: 12 },
			TIME: `2027-03-1${day} 12:00:00 +05:00`,
		});
		times(between(random, 0, 6), (index) =>
			sandbox.history.push({ ...callOn(Math.min(days, index + 1)), QUERY_ID: index + 1 }),
		);
		const walk = new Walk(sandbox.history.map(({ QUERY_ID }) => QUERY_ID));
		return {
			...{ resource: 'call', operation: 'getHistory', items: [{}], isSideBySide: true },
			parameters: { dateFrom: '2027-03-11', dateTo: `2027-03-1${days}`, options },
			main: to('cdr'),
			...(random.chance(0.3) && {
				// A call that ends while the days are read.
				meanwhile: [
					() => {
						walk.came(99);
						sandbox.history.push({ ...callOn(days), QUERY_ID: 99 });
					},
				],
			}),
			judge: ({ state, outputs }) =>
				walk.faultsOf(
					outputs.map(({ json }) => json.QUERY_ID),
					state === 'succeeded',
				),
		};
	},
};

/** Autodialer and its node. */
export const autodialer: FaultyService<AutodialerSandbox> = {
	kinds: [
		task('', 4, (random) => between(random, 1, 6)),
		task(' (2 or 3 requests)', 1, (random) => between(random, 1_001, 2_500)),
		...[call, history],
	],
	engine: async () => await loadEngine(AUTODIALER),
	open: async ({ index }) => await startAutodialerBench({ accessToken: keyOf(index) }),
	// The token is a field of the query in the body.
	publicPartOf: ({ path, query, headers, body }) => [
		...[path, query, headers],
		{ ...(body as { query?: object } | undefined)?.query, access_token: undefined },
	],
	creating: creatingIn(RESOURCES),
};
