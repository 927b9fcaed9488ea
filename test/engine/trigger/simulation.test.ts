/**
 * @jest-environment node
 *
 * (The engine shares this file's realm, so that n8n's clock can be set.)
 *
 * Thousands of lives of an active trigger, at a service that misbehaves in the ways the real one can.
 * SIMULATION_SEED repeats a run, SIMULATION_RUNS sets how many lives there are.
 */
import { randomInt } from 'node:crypto';

import { DateTime, Settings } from 'luxon';

import { loadEngine, type ActiveTrigger, type Engine } from '../../support/engine';
import { extentOf } from '../../support/extent';
import { NotificationService, type ListedNotification } from '../../support/notificationService';
import { marksIn } from '../../../nodes/AutoCallTrigger/cursor';
import { SeededRandom } from '../../support/seededRandom';

const SEED = Number(process.env.SIMULATION_SEED ?? randomInt(2 ** 31));
const RUNS = extentOf('SIMULATION_RUNS', { usual: 60, thorough: 2_000 });
/** One life in this many has 10,000 notifications, 500 of them of the last ten minutes. */
const LARGE_EVERY = 75;
const MINUTE = 60_000;
const TYPES = ['AutocallFinished', 'SMSBulkFinished', 'LowBalance', 'SoundConfirmed', 'AddedLater'];

interface Totals {
	lives: number;
	polls: number;
	failedPolls: number;
	overlaps: number;
	restarts: number;
	deletions: number;
	due: number;
	delivered: number;
	lost: number;
	twice: number;
	markedBeforeDelivery: number;
	neverMarked: number;
	/** Characters of the static data with at most 500 notifications that came in the last ten minutes or are yet to be marked. */
	largestMemory: number;
	/** The same with more of them. */
	largestMemoryInBurst: number;
}

const written = (ms: number) =>
	DateTime.fromMillis(ms, { zone: 'Asia/Almaty' }).toFormat('yyyy-MM-dd HH:mm:ss');

const newestFirst = (a: ListedNotification, b: ListedNotification) =>
	a.created_at < b.created_at ? 1 : -1;

/** One life of an active trigger, from its activation on. */
class Life {
	private now = Date.parse('2026-03-16T06:00:00Z');
	private n8nIsWrongBy = 0;
	private notShownYet: Array<{ shownAt: number; notification: ListedNotification }> = [];
	private readonly due = new Set<string>();
	/** Deleted before they came: a response under way may still hold them. */
	private readonly excused = new Set<string>();
	private readonly deliveries = new Map<string, number>();
	private created = 0;
	/** Also of those that were deleted since, which the trigger still remembers. */
	private readonly createdAt: string[] = [];
	private trigger!: ActiveTrigger;
	private readonly events: string[];
	private readonly markAsRead: boolean;
	/** Whose clock may jump in this life; the other one is right then. */
	private readonly jumpingClock: 'n8n' | 'service';

	constructor(
		private readonly engine: Engine,
		private readonly service: NotificationService,
		private readonly credential: object,
		private readonly random: SeededRandom,
		private readonly totals: Totals,
		private readonly isLarge: boolean,
	) {
		this.events = random.chance(0.7) ? ['*'] : ['AutocallFinished', 'LowBalance'];
		this.markAsRead = random.chance(0.3);
		this.jumpingClock = random.pick(['n8n', 'service'] as const);
	}

	async live(): Promise<void> {
		this.service.listed = [];
		this.service.onMarked = (id) => {
			if (!this.deliveries.has(id)) this.totals.markedBeforeDelivery++;
		};
		this.beThereBefore(
			this.isLarge ? 9_500 : this.random.pick([0, 1, 3, 30]),
			40 * 24 * 60 * MINUTE,
		);
		if (this.isLarge) this.beThereBefore(500, 10 * MINUTE);
		await this.activate({}, 'activate');
		for (let step = 0; step < 5; step++) {
			this.pass(this.random.next() * 12 * MINUTE);
			this.happen();
			await this.pollSomehow();
		}
		this.pass(10 * MINUTE);
		await this.poll();
		await this.settle();
	}

	/** n8n polls at once when it activates a workflow, and again when it starts with one active. */
	private async activate(staticData: object, activation: 'activate' | 'init'): Promise<void> {
		this.trigger = await this.engine.activateTrigger({
			parameters: { events: this.events, options: { markAsRead: this.markAsRead } },
			credential: this.credential,
			staticData: staticData as never,
			activation,
		});
		this.totals.polls++;
		this.receive((await this.trigger.poll(true)).items);
		this.measure();
	}

	/** New notifications: in bursts of one second, late and so out of order, dated ahead; and deletions. */
	private happen(): void {
		const { random } = this;
		const size = random.pick([0, 1, 1, 2, 5, 12, this.isLarge ? 400 : 30]);
		const createdAt = this.now - random.next() * MINUTE;
		for (let index = 0; index < size; index++) {
			const delay = random.chance(0.3) ? random.next() * 9 * MINUTE : 0;
			this.announce(createdAt, this.now + delay);
		}
		if (random.chance(0.15)) this.jump();
		this.show();
		if (random.chance(0.3)) this.deleteSome();
	}

	private jump(): void {
		if (this.jumpingClock === 'service') {
			this.announce(this.now + this.random.next() * 60 * MINUTE, this.now);
		} else {
			this.n8nIsWrongBy = this.random.pick([0, -90, -5, 7, 240]) * MINUTE;
			this.setClock();
		}
	}

	private deleteSome(): void {
		for (const { id } of this.service.listed.filter(() => this.random.chance(0.1))) {
			this.service.listed = this.service.listed.filter((notification) => notification.id !== id);
			if (!this.deliveries.has(id) && this.due.delete(id)) this.excused.add(id);
			this.totals.deletions++;
		}
	}

	private async pollSomehow(): Promise<void> {
		const kind = this.random.next();
		if (kind < 0.2) await this.failToPoll();
		else if (kind < 0.4) await this.pollTwiceAtATime();
		else if (kind < 0.55) await this.restart();
		else await this.poll();
	}

	/** @param markFailing how likely the first mark of the poll is to fail, which ends its marking */
	private async poll(markFailing = 0.1): Promise<void> {
		this.totals.polls++;
		if (this.random.chance(markFailing)) this.service.markFailures.push(500);
		const { items, error } = await this.trigger.poll();
		this.service.markFailures = [];
		expect(error).toBeUndefined();
		this.receive(items);
		this.measure();
	}

	private async failToPoll(): Promise<void> {
		this.totals.polls++;
		this.totals.failedPolls++;
		this.service.failures.push(this.random.pick([401, 403, 404, 422]));
		const before = this.trigger.staticData();
		const { items, error } = await this.trigger.poll();
		expect(items).toBeNull();
		expect(error?.message).toMatch(/AutoCall\.kz/);
		expect(this.trigger.staticData()).toEqual(before);
	}

	/** The first poll's response is the older one; it comes before or after the second's. */
	private async pollTwiceAtATime(): Promise<void> {
		this.totals.polls += 2;
		this.totals.overlaps++;
		const { asked, release } = this.service.holdNextList();
		const first = this.trigger.poll();
		await asked;
		this.happen();
		if (this.random.chance(0.5)) {
			this.receive((await this.trigger.poll()).items);
			release();
			this.receive((await first).items);
		} else {
			const second = this.trigger.poll();
			release();
			for (const { items } of await Promise.all([first, second])) this.receive(items);
		}
	}

	/** n8n stops and starts: what it had saved is all that is left. */
	private async restart(): Promise<void> {
		this.totals.restarts++;
		await this.activate(JSON.parse(JSON.stringify(this.trigger.saved())) as object, 'init');
	}

	private receive(items: Awaited<ReturnType<ActiveTrigger['poll']>>['items']): void {
		const times = (items ?? []).map(({ json }) => String(json.createdAt));
		expect(times).toEqual([...times].sort());
		for (const { json } of items ?? []) {
			const id = String(json.id);
			this.deliveries.set(id, (this.deliveries.get(id) ?? 0) + 1);
		}
	}

	private measure(): void {
		const state = this.trigger.staticData() as { memory?: { toMark?: string } };
		const size = JSON.stringify(state).length;
		const unmarked = marksIn(state.memory?.toMark ?? '').length;
		const newest = this.service.listed[0]?.created_at ?? '';
		const since = DateTime.fromSQL(newest).minus({ minutes: 10 }).toFormat('yyyy-MM-dd HH:mm:ss');
		const recent = this.createdAt.filter((createdAt) => createdAt >= since).length;
		const isUsual =
			recent + unmarked <= 500 && this.n8nIsWrongBy === 0 && newest <= written(this.now);
		const kind = isUsual ? 'largestMemory' : 'largestMemoryInBurst';
		this.totals[kind] = Math.max(this.totals[kind], size);
	}

	/** Compares what was due with what came, and marks what is left to mark. */
	private async settle(): Promise<void> {
		const { totals } = this;
		totals.lives++;
		totals.due += this.due.size;
		for (const id of this.due) if (!this.deliveries.has(id)) totals.lost++;
		for (const [id, times] of this.deliveries) {
			if (this.due.has(id)) totals.delivered += times;
			if (times > 1 || !(this.due.has(id) || this.excused.has(id))) totals.twice++;
		}
		if (!this.markAsRead) return;
		const left = () =>
			this.service.listed.filter(({ id, read_at }) => read_at === null && this.deliveries.has(id));
		// A poll marks 50 at the most; a failure in each of these would leave some for ever later ones.
		for (let more = 0; more < this.deliveries.size / 50 + 2; more++) await this.poll(0);
		totals.neverMarked += left().length;
	}

	private beThereBefore(count: number, withinMs: number): void {
		for (let index = 0; index < count; index++) {
			this.service.listed.push(this.notification(this.now - this.random.next() * withinMs));
		}
		this.service.listed.sort(newestFirst);
		this.setClock();
	}

	private announce(createdAt: number, shownAt: number): void {
		this.notShownYet.push({ shownAt, notification: this.notification(createdAt) });
	}

	private notification(createdAt: number): ListedNotification {
		const created_at = written(createdAt);
		this.createdAt.push(created_at);
		return {
			id: `4f227359-cbc5-4b4d-811f-${String(this.created++).padStart(12, '0')}`,
			type: this.random.pick(TYPES),
			data: { id: this.created, name: 'Акция' },
			read_at: null,
			created_at,
			updated_at: created_at,
		};
	}

	private pass(ms: number): void {
		this.now += ms;
		this.setClock();
		this.show();
	}

	/** Lists what is due to show up by now. */
	private show(): void {
		const shown = this.notShownYet.filter(({ shownAt }) => shownAt <= this.now);
		this.notShownYet = this.notShownYet.filter(({ shownAt }) => shownAt > this.now);
		for (const { notification } of shown) {
			this.service.listed.push(notification);
			const isWanted = this.events.includes('*') || this.events.includes(notification.type);
			if (isWanted) this.due.add(notification.id);
		}
		this.service.listed.sort(newestFirst);
	}

	private setClock(): void {
		const clock = this.now + this.n8nIsWrongBy;
		Settings.now = () => clock;
	}
}

afterAll(() => {
	Settings.now = () => Date.now();
});

it(`delivers every notification exactly once in ${RUNS} lives of a trigger (seed ${SEED})`, async () => {
	const engine = await loadEngine();
	const service = new NotificationService();
	const credential = await service.start();
	const totals: Totals = {
		lives: 0,
		polls: 0,
		failedPolls: 0,
		overlaps: 0,
		restarts: 0,
		deletions: 0,
		due: 0,
		delivered: 0,
		lost: 0,
		twice: 0,
		markedBeforeDelivery: 0,
		neverMarked: 0,
		largestMemory: 0,
		largestMemoryInBurst: 0,
	};
	const random = new SeededRandom(SEED);
	try {
		for (let run = 0; run < RUNS; run++) {
			const isLarge = run % LARGE_EVERY === 0;
			await new Life(engine, service, credential, random, totals, isLarge).live();
		}
	} finally {
		await service.stop();
	}

	process.stdout.write(`Trigger simulation, seed ${SEED}: ${JSON.stringify(totals)}\n`);
	expect(totals).toMatchObject({
		lives: RUNS,
		lost: 0,
		twice: 0,
		delivered: totals.due,
		markedBeforeDelivery: 0,
		neverMarked: 0,
	});
	expect(totals.due).toBeGreaterThan(RUNS);
	expect(totals.largestMemory).toBeLessThanOrEqual(8 * 1024);
}, 600_000);
