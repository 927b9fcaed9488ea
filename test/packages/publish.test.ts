/** Who pushes a tag publishes one package, and only what was built from main. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { ROOT } from '../../scripts/n8n/paths';
import { communityPackages, tagOf } from '../../scripts/packages/communityPackages';
import { packPackage } from '../../scripts/packages/pack';

// npm and TypeScript start again and again, which takes long on a busy machine.
jest.setTimeout(120_000);

interface Step {
	name?: string;
	uses?: string;
	run?: string;
	with?: Record<string, string>;
}
interface Job {
	needs?: string | string[];
	environment?: string;
	permissions?: Record<string, string>;
	steps?: Step[];
}
interface Workflow {
	on: { push: { tags: string[] } };
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const WORKFLOWS = join(ROOT, '.github/workflows');
const text = (file: string) => readFileSync(join(WORKFLOWS, file), 'utf8');
const publish = parse(text('publish.yml')) as Workflow;
const stepsOf = (job: string) => publish.jobs[job]?.steps ?? [];
const runOf = (job: string, part: string) =>
	stepsOf(job).find(({ run }) => run?.includes(part))?.run ?? '';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-publish-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a step as GitHub does. @returns its exit code */
function exitCode(run: string, cwd: string): number | null {
	return spawnSync('bash', ['-e', '-c', run], { cwd, stdio: 'ignore' }).status;
}

it.each(readdirSync(WORKFLOWS))(
	'%s uses actions by their commits, and names their versions',
	(file) => {
		const used = text(file).match(/uses: .*/g) ?? [];
		expect(used.length).toBeGreaterThan(0);
		for (const line of used) {
			expect(line).toMatch(/^uses: (\.\/.*|actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
		}
	},
);

it("is started by every package's tag, and by no version alone", () => {
	const patterns = publish.on.push.tags.map(
		(pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`),
	);
	const starts = (tag: string) => patterns.some((pattern) => pattern.test(tag));

	expect(communityPackages().map(tagOf).filter(starts)).toHaveLength(communityPackages().length);
	expect(starts('v1.2.3')).toBe(false);
});

describe('the job that may publish', () => {
	const job = publish.jobs.npm;

	it('is the only one with an identity and a secret', () => {
		const identified = Object.entries(publish.jobs).filter(
			([, { permissions = publish.permissions }]) => 'id-token' in permissions,
		);
		expect(identified.map(([name]) => name)).toEqual(['npm']);
		const withSecrets = Object.entries(publish.jobs).filter(([, each]) =>
			JSON.stringify(each).includes('secrets.'),
		);
		expect(withSecrets.map(([name]) => name)).toEqual(['npm']);
		expect(job?.permissions).toEqual({ 'id-token': 'write' });
	});

	it('waits for the tests, for the tarball, and for who guards the environment', () => {
		expect(job).toMatchObject({ needs: ['package', 'tests'], environment: 'npm' });
	});

	it('receives the finished tarball alone, and runs nothing but npm publish', () => {
		const actions = stepsOf('npm').flatMap(({ uses }) => uses?.split('@')[0] ?? []);
		expect(actions).toEqual(['actions/setup-node', 'actions/download-artifact']);
		expect(stepsOf('npm').flatMap(({ with: given }) => given?.name ?? [])).toEqual(['tarball']);
		expect(stepsOf('npm').flatMap(({ run }) => run ?? [])).toEqual([
			'npm publish ./*.tgz --provenance --access public --ignore-scripts',
		]);
		const [uploaded] = stepsOf('package').filter(({ with: given }) => given?.name === 'tarball');
		expect(uploaded?.with?.path).toBe('release/*.tgz');
	});

	it('publishes one tarball, and refuses two', async () => {
		const [own] = communityPackages();
		if (own) await packPackage(own, folder);
		// As it is, but that nothing is sent anywhere.
		const run = `${runOf('npm', 'npm publish')} --dry-run --registry http://127.0.0.1:9 --fetch-retries 0`;

		expect(exitCode(run, folder)).toBe(0);
		const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
		copyFileSync(join(folder, tarball), join(folder, 'another.tgz'));
		expect(exitCode(run, folder)).not.toBe(0);
	});
});

describe('the job that makes the tarball', () => {
	it('first makes sure that the commit is on main', () => {
		const [checkout, guard] = stepsOf('package');
		expect(checkout).toMatchObject({ with: { 'fetch-depth': 0 } });
		expect(guard?.run).toContain('git merge-base');
	});

	it('goes on with commits of main only', () => {
		const origin = join(folder, 'origin');
		const checkout = join(folder, 'checkout');
		const git = (cwd: string, ...args: string[]) =>
			execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', ...args], {
				cwd,
				encoding: 'utf8',
			}).trim();
		const commit = (message: string) => {
			git(origin, 'commit', '--quiet', '--allow-empty', '--message', message);
			return git(origin, 'rev-parse', 'HEAD');
		};
		mkdirSync(origin);
		git(origin, 'init', '--quiet', '--initial-branch', 'main');
		const older = commit('older');
		const newest = commit('newest');
		git(origin, 'switch', '--quiet', '--create', 'topic', older);
		const foreign = commit('foreign');
		git(folder, 'clone', '--quiet', origin, checkout);
		const isAllowed = (sha: string) => {
			git(checkout, 'checkout', '--quiet', '--detach', sha);
			return exitCode(runOf('package', 'git merge-base'), checkout) === 0;
		};

		expect([older, newest, foreign].map(isAllowed)).toEqual([true, true, false]);
	});

	it('asks the script of package.json for the release', () => {
		const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
			scripts: Record<string, string>;
		};
		expect(runOf('package', 'release')).toBe(
			'npm run --silent release -- "$GITHUB_REF_NAME" release',
		);
		expect(scripts.release).toContain('npm run --silent build && tsx scripts/release.ts');
	});
});
