# Connects far more often than Node can: strangers who say nothing, until standard input ends. Then it prints how many came,
# and for each thing that was heard how many heard it, in hexadecimal, and whether they were cut or still
# there, or had not come at all (away).
#
#     knock.pl PORT PER_SECOND ABREAST FIRST_ADDRESS ADDRESSES LEAVE_AFTER_MS
#
# With LEAVE_AFTER_MS they break their connection so long after they came; with -1 they stay.
use strict;
use warnings;
use Fcntl qw(F_SETFL O_NONBLOCK);
use Socket qw(:DEFAULT SOCK_NONBLOCK SO_LINGER);
use POSIX ();

my ($port, $per_second, $abreast, $first, $addresses, $leave_after) = @ARGV;
my $to = sockaddr_in($port, inet_aton('127.0.0.1'));
my $from = unpack('N', inet_aton($first));
my $reset = pack('ii', 1, 0);
# So many connect, and are listened to, before it is looked what time it is.
my $at_once = 200;
# Of what one hears, so many bytes tell its fate.
my $telling_bytes = 300;
my $ticks_per_second = POSIX::sysconf(POSIX::_SC_CLK_TCK());

my (@there, %fates);
my ($tried, $came) = (0, 0);

# In seconds, by a clock that only goes forward, in steps of ten milliseconds.
sub now {
  my ($ticks) = POSIX::times();
  return $ticks / $ticks_per_second;
}

sub count {
  my ($one, $fate) = @_;
  $fate = 'away' unless $one->{has_come};
  $fates{unpack('H*', $one->{heard}) . " $fate"} += 1;
  setsockopt($one->{socket}, SOL_SOCKET, SO_LINGER, $reset);
  close($one->{socket});
}

sub knock {
  my $address = pack('N', $from + $tried % $addresses);
  $tried += 1;
  return unless socket(my $socket, PF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  return unless bind($socket, pack_sockaddr_in(0, $address));
  connect($socket, $to);
  push @there, { socket => $socket, heard => '', came => now() };
}

# False when it is over.
sub listen_to {
  my ($one, $now) = @_;
  if (!$one->{has_come} && getpeername($one->{socket})) { $one->{has_come} = 1; $came += 1 }
  my $read = sysread($one->{socket}, my $bytes, 8192);
  $one->{heard} = substr($one->{heard} . $bytes, 0, $telling_bytes) if $read;
  my $is_cut = defined($read) ? $read == 0 : !$!{EAGAIN};
  my $leaves = $leave_after >= 0 && $now - $one->{came} > $leave_after / 1000;
  return 1 unless $is_cut || $leaves;
  count($one, 'cut');
  return 0;
}

fcntl(STDIN, F_SETFL, O_NONBLOCK);
my $began = now();
until (defined(my $read = sysread(STDIN, my $order, 1))) {
  my $now = now();
  my $due = $per_second * ($now - $began);
  for (1 .. $at_once) {
    last if $tried >= $due || @there >= $abreast;
    knock();
  }
  for (1 .. 2 * $at_once) {
    my $one = shift @there or last;
    push @there, $one if listen_to($one, $now);
  }
  select(undef, undef, undef, 0.0005) if $tried >= $per_second * (now() - $began) || @there >= $abreast;
}
count($_, 'there') for @there;
print "$came\n";
print "$fates{$_} $_\n" for keys %fates;
