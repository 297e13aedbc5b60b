/**
 * Hosts that nobody outside may have the gateway call: this machine, its network, the metadata of a cloud.
 */
import { hostname, networkInterfaces } from 'node:os';

const own = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal }) => !internal)
  .map(({ address, family }) => (family === 'IPv6' ? `[${address.split('%')[0]}]` : address));

/** Those that are private on any machine. */
export const LITERAL_PRIVATE_HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '0.0.0.0',
  '0',
  'localhost',
  'localhost.',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::192.0.2.2]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '169.254.169.254',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '100.64.0.1',
];

export const PRIVATE_HOSTS = [...LITERAL_PRIVATE_HOSTS, hostname(), ...own];
