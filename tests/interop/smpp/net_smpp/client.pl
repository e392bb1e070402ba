#!/usr/bin/perl
# Net::SMPP as the ESME of our SMSC (smsc_answers.hpp says what that answers).
#   perl client.pl PEER
use strict;
use warnings;
use IPC::Open2;
use JSON::PP;
use Net::SMPP;

$SIG{ALRM} = sub { die "FAILED: nothing came within 20 seconds\n" };
$SIG{__WARN__} = sub { print "said: $_[0]" unless $_[0] =~ /premature eof|uninitialized/ };

my $child = open2(my $out, my $in, 'setpriv', '--pdeathsig', 'KILL', $ARGV[0], 'smsc', 'version=0x50');
END { my $status = $?; kill 'KILL', $child if $child; $? = $status }

sub check {
    my ($good, $what) = @_;
    die "FAILED: $what\n" unless $good;
}
sub is {
    my ($came, $wanted, $what) = @_;
    $came = 'nothing' unless defined $came;
    check($came eq $wanted, "$what: $came, not $wanted");
}
my $json = JSON::PP->new;
my @seen;    # events not yet looked for

# The next event of that name (and, for a request, that command).
sub event {
    my ($name, $command) = @_;
    alarm 20;
    while (1) {
        for my $i (0 .. $#seen) {
            my $e = $seen[$i];
            if ($e->{event} eq $name && (!$command || $e->{pdu}{command} eq $command)) {
                splice @seen, $i, 1;
                alarm 0;
                return $e;
            }
        }
        my $line = <$out>;
        check(defined $line, "the library ended while $name was waited for");
        push @seen, $json->decode($line);
    }
}
sub tell_peer { print {$in} $json->encode($_[0]), "\n"; $in->flush }

my $port = event('listening')->{port};

sub step {
    my ($name, $body) = @_;
    @seen = ();
    alarm 20;
    $body->();
    alarm 0;
    print "ok: $name\n";
}

# A bound client.
sub bound {
    my ($kind, %more) = @_;
    my $make = "new_$kind";
    my ($smpp, $answer) = Net::SMPP->$make('127.0.0.1', port => $port, system_id => 'perl', password => 'secret',
        enquire_interval => 0, %more);
    check($smpp, "no connection");
    check($answer, "no answer to the bind");
    return ($smpp, $answer);
}
sub unbind {
    my ($smpp) = @_;
    my $answer = $smpp->unbind();
    is($answer->{cmd}, Net::SMPP::CMD_unbind_resp, 'unbind');
    is(event('closed')->{reason}, 'peer_unbound', 'end');
}

my %from = (source_addr_ton => 5, source_addr_npi => 0, source_addr => 'Energie');
my %to = (dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => '2250700000001');

sub same {
    my ($pdu, %fields) = @_;
    is($pdu->{$_}, $fields{$_}, $_) for sort keys %fields;
}

for my $kind (qw(transceiver transmitter receiver)) {
    step "bind_$kind, enquire_link, unbind", sub {
        my ($smpp, $answer) = bound($kind, system_type => 'TEST', addr_ton => 1, addr_npi => 1, address_range => '^225');
        is($answer->{status}, 0, 'status');
        is($answer->{system_id}, 'yeelen', 'system_id');
        is(unpack('H*', $answer->{sc_interface_version}), '50', 'sc_interface_version');
        same(event('bind_request')->{pdu}, command => "bind_$kind", system_id => 'perl', password => 'secret',
            system_type => 'TEST', interface_version => 0x34, addr_ton => 1, addr_npi => 1, address_range => '^225');
        is($smpp->enquire_link()->{cmd}, Net::SMPP::CMD_enquire_link_resp, 'enquire_link');
        unbind($smpp);
    };
}

step 'a wrong password', sub {
    my ($smpp, $answer) = bound('transmitter', password => 'wrong');
    is($answer->{status}, 0x0E, 'status');
    is(event('closed')->{reason}, 'bind_refused', 'end');
};

step '3.3: no optional parameters in the answer, and none are sent', sub {
    my ($smpp, $answer) = bound('transmitter', smpp_version => 0x33, interface_version => 0x33);
    is($answer->{status}, 0, 'status');
    check(!exists $answer->{sc_interface_version}, 'a peer of 3.3 got an optional parameter');
    is(event('bound')->{version}, 0x33, 'version');
    is($smpp->submit_sm(%to, short_message => 'x')->{status}, 0, 'submit_sm');
    check(length($smpp->submit_sm(%to)->{message_id}) <= 8, 'a message_id of more than 8 octets');
    unbind($smpp);
};

step 'submit_sm: every field and the answer', sub {
    my ($smpp) = bound('transceiver');
    my %fields = (service_type => 'CMT', %from, %to, esm_class => 3, protocol_id => 127, priority_flag => 2,
        schedule_delivery_time => '261231235959900+', validity_period => '000002030405000R', registered_delivery => 0,
        replace_if_present_flag => 1, data_coding => 0, sm_default_msg_id => 9);
    my $answer = $smpp->submit_sm(%fields, short_message => 'bonjour', user_message_reference => pack('n', 7),
        source_port => pack('n', 5000), its_session_info => pack('CC', 7, 2));
    is($answer->{status}, 0, 'status');
    check($answer->{message_id} =~ /^y\d+$/, 'message_id');
    my $e = event('request', 'submit_sm');
    same($e->{pdu}, %fields);
    is($e->{text}, 'bonjour', 'text');
    is(join(' ', map { "$_->{name}=$_->{value}" } @{$e->{pdu}{tlvs}}),
        'user_message_reference=0007 source_port=1388 its_session_info=0702', 'optional parameters');
    is($smpp->submit_sm(%to, destination_addr => '9988')->{status}, 0x58, 'RTHROTTLED');
    unbind($smpp);
};

step 'every optional parameter that Net::SMPP names, by name', sub {
    my ($smpp) = bound('transceiver', interface_version => 0x50);
    # What SMPP 4, J-Phone and other vendors have is kept without a name.
    my $table = Net::SMPP::param_tab();
    my $tried = 0;
    for my $tag (sort { $a <=> $b } keys %$table) {
        my $name = $table->{$tag}{name};
        is($smpp->submit_sm(%to, $name => "\x01\x02\x03")->{status}, 0, $name);
        my $e = event('request', 'submit_sm');
        my ($tlv) = @{$e->{pdu}{tlvs}};
        is(hex($tlv->{tag}), $tag, "$name: tag");
        is($tlv->{value}, '010203', "$name: value");
        my $foreign = $table->{$tag}{technology} =~ /V4|vendor|J-Phone/ || $name =~ /^IS95A/;
        my $ours = $foreign ? '' : $name;
        is($tlv->{name}, $ours, sprintf('%#06x: name', $tag));
        ++$tried;
    }
    check($tried > 60, "only $tried optional parameters");
    unbind($smpp);
};

step 'a receipt', sub {
    my ($smpp) = bound('transceiver');
    my $id = $smpp->submit_sm(%from, %to, registered_delivery => 1, short_message => 'x')->{message_id};
    my $receipt = $smpp->read_pdu();
    is($receipt->{cmd}, Net::SMPP::CMD_deliver_sm, 'deliver_sm');
    is($receipt->{esm_class}, 4, 'esm_class');
    is($receipt->{source_addr}, '2250700000001', 'source_addr');
    is($receipt->{destination_addr}, 'Energie', 'destination_addr');
    check($receipt->{short_message} =~ /^id:$id sub:001 dlvrd:001 .* stat:DELIVRD err:000/, $receipt->{short_message});
    is($receipt->{receipted_message_id}, "$id\0", 'receipted_message_id');
    is($receipt->{message_state}, "\x02", 'message_state');
    $smpp->deliver_sm_resp(seq => $receipt->{seq}, message_id => '');
    is(event('response')->{pdu}{status}, 'ROK', 'answer');
    unbind($smpp);
};

step 'data_sm', sub {
    my ($smpp) = bound('transceiver');
    my %fields = (service_type => 'WAP', %from, %to, esm_class => 1, registered_delivery => 0, data_coding => 4);
    my $answer = $smpp->data_sm(%fields, message_payload => 'x' x 3000);
    is($answer->{cmd}, Net::SMPP::CMD_data_sm_resp, 'command');
    check($answer->{message_id} =~ /^y\d+$/, 'message_id');
    my $pdu = event('request', 'data_sm')->{pdu};
    same($pdu, %fields);
    is($pdu->{tlvs}[0]{value}, '78' x 3000, 'message_payload');
    unbind($smpp);
};

step 'submit_multi and what did not arrive', sub {
    my ($smpp) = bound('transceiver');
    my $answer = $smpp->submit_multi(%from, dest_flag => [1, 1, 2, 2], dest_addr_ton => [1, 2, 0, 0],
        dest_addr_npi => [1, 8, 0, 0], destination_addr => ['2250700000001', '9911', 'villages', 'gone'],
        short_message => 'tous');
    is($answer->{cmd}, Net::SMPP::CMD_submit_multi_resp, 'command');
    is($answer->{num_unsuccess}, 2, 'no_unsuccess');
    is(join(' ', @{$answer->{destination_addr}}), '9911 gone', 'destination_addr');
    is(join(' ', @{$answer->{error_status_code}}), '11 52', 'error_status_code');
    is($json->canonical->encode(event('request', 'submit_multi')->{pdu}{dest_address}),
        '[{"dest_addr_npi":1,"dest_addr_ton":1,"destination_addr":"2250700000001"},'
            . '{"dest_addr_npi":8,"dest_addr_ton":2,"destination_addr":"9911"},'
            . '{"dl_name":"villages"},{"dl_name":"gone"}]', 'dest_address');
    unbind($smpp);
};

step 'query_sm, replace_sm, cancel_sm: of a message that is known, then of one that is not', sub {
    my ($smpp) = bound('transceiver');
    my $id = $smpp->submit_sm(%from, %to, short_message => 'x')->{message_id};
    my $query = $smpp->query_sm(message_id => $id, %from);
    same($query, status => 0, message_id => $id, final_date => '261121090100000+', message_state => 2, error_code => 0);
    same(event('request', 'query_sm')->{pdu}, message_id => $id, %from);
    my %new = (message_id => $id, %from, validity_period => '000001000000000R', registered_delivery => 1,
        sm_default_msg_id => 3);
    is($smpp->replace_sm(%new, short_message => 'y')->{status}, 0, 'replace_sm');
    same(event('request', 'replace_sm')->{pdu}, %new, short_message => '79');
    my %cancel = (service_type => '', message_id => $id, %from, %to);
    is($smpp->cancel_sm(%cancel)->{status}, 0, 'cancel_sm');
    same(event('request', 'cancel_sm')->{pdu}, %cancel);
    is($smpp->query_sm(message_id => $id, %from)->{status}, 0x67, 'RQUERYFAIL');
    is($smpp->replace_sm(%new, short_message => '')->{status}, 0x13, 'RREPLACEFAIL');
    is($smpp->cancel_sm(%cancel)->{status}, 0x11, 'RCANCELFAIL');
    unbind($smpp);
};

step 'ten requests before their answers', sub {
    my ($smpp) = bound('transceiver');
    my @sequences = map { $smpp->submit_sm(async => 1, %to, short_message => "$_") } 1 .. 10;
    for my $sequence (@sequences) {
        my $answer = $smpp->read_pdu();
        is($answer->{seq}, $sequence, 'sequence');
        is($answer->{status}, 0, 'status');
    }
    unbind($smpp);
};

step 'alert_notification and unbind from the SMSC', sub {
    my ($smpp) = bound('receiver');
    event('bound');
    tell_peer({do => 'send', pdu => {command => 'alert_notification', source_addr_ton => 1, source_addr => '225',
        esme_addr_npi => 1, esme_addr => '123', tlvs => [{tag => '0x0422', value => '02'}]}});
    my $alert = $smpp->read_pdu();
    is($alert->{cmd}, Net::SMPP::CMD_alert_notification, 'command');
    same($alert, source_addr_ton => 1, source_addr => '225', esme_addr_npi => 1, esme_addr => '123',
        ms_availability_status => "\x02");
    tell_peer({do => 'unbind'});
    my $unbind = $smpp->read_pdu();
    is($unbind->{cmd}, Net::SMPP::CMD_unbind, 'unbind');
    $smpp->unbind_resp(seq => $unbind->{seq});
    is(event('closed')->{reason}, 'unbound', 'end');
};

step "SMPP 4's commands and longer header: refused, and the SMSC goes on", sub {
    my $smpp = Net::SMPP->new_connect('127.0.0.1', port => $port, smpp_version => 0x40, system_id => 'perl',
        password => 'secret');
    $smpp->bind_transceiver(async => 1);
    my $answer = '';
    $smpp->sysread($answer, 16 - length $answer, length $answer) while length $answer < 16;
    is(unpack('H*', substr $answer, 0, 12), '000000108000000000000003', 'generic_nack, RINVCMDID');
    close $smpp;
    is(event('closed')->{reason}, 'connection_lost', 'end');
    my ($next) = bound('transceiver');
    unbind($next) if event('bound');
};

close $in;
waitpid $child, 0;
check($? == 0, "the library's program ended with $?");
$child = 0;
print "ok: the library ends\n";
