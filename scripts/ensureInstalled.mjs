/**
 * Makes sure the installed dependencies are those of package-lock.json, so that a fresh clone needs
 * nothing but `npm test`: runs `npm ci` when they are missing or stale, and prints the reason in one line.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = path.join(root, 'package-lock.json');
const modules = path.join(root, 'node_modules');
/** Written by npm at its end, so that an interrupted installation doesn't count. */
const finished = path.join(modules, '.package-lock.json');
/** The lock file last found to be installed; inside node_modules, so that it goes with them. */
const record = path.join(modules, '.n8n-nodes-autocall-lock-hash');

const [neededMajor, neededMinor] = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
	console.error(
		`This project needs Node.js ${neededMajor}.${neededMinor} or newer, and this is ` +
			`${process.version}. See https://nodejs.org for a current one.`,
	);
	process.exit(1);
}

const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');

/** @returns {string | undefined} the version of the package in a folder, if there is one */
function versionIn(location) {
	try {
		return JSON.parse(readFileSync(path.join(root, location, 'package.json'), 'utf8')).version;
	} catch {
		return undefined;
	}
}

/** @returns {boolean} whether every package is there in the version of the lock file */
function matchesLock() {
	const { '': _root, ...packages } = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
	return Object.entries(packages).every(([location, { version, optional }]) => {
		const found = versionIn(location);
		// An optional package may be for another platform.
		return found === version || (optional && found === undefined);
	});
}

/** @returns {string | undefined} the reason for an installation, if one is due */
function reasonToInstall() {
	if (!existsSync(finished)) return 'they are not installed yet';
	if (existsSync(record) && readFileSync(record, 'utf8') === hash) return undefined;
	return matchesLock() ? undefined : 'package-lock.json asks for others';
}

const reason = reasonToInstall();
if (reason) {
	console.log(`Installing the dependencies with npm ci: ${reason}.`);
	const { status, error } = spawnSync('npm', ['ci'], {
		cwd: root,
		stdio: 'inherit',
		// npm is a .cmd file on Windows, which only a shell can start.
		shell: process.platform === 'win32',
	});
	if (error) console.error(`npm could not be started: ${error.message}`);
	if (status !== 0) process.exit(status ?? 1);
}
if (reason || !existsSync(record) || readFileSync(record, 'utf8') !== hash) {
	mkdirSync(modules, { recursive: true });
	writeFileSync(record, hash);
}
