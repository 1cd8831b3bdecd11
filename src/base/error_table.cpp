#include "base/error_table.h"

#include <algorithm>
#include <iterator>

namespace golive {

namespace {

// Sorted by id. GL00 base, GL01 templates and the render tree, GL02 diff and protocol, GL03 components and handlers, GL04 views,
// GL05 http, router, transport and app, GL06 security, GL07 configuration.
constexpr ErrorEntry kErrors[] = {
    {"GL0001", "a render needs more than {} MiB   show less at once: page the list, or split the view"},
    {"GL0002", "no memory for rendering: {}   raise the process's limit of address space (ulimit -v)"},
    {"GL0003", "no descriptor for an event loop: {}   raise the process's limit of open files (ulimit -n)"},
    {"GL0101", "HTML outside a render   call it from render(); in a unit test declare golive::RenderScope scope; first"},
    {"GL0102", "this Html or Attrs is of another render   make it anew in each render(); a field keeps the values it is made from"},
    {"GL0103", "a part of this page was skipped, but the whole page is due   render again without a SkipMemory"},
    {"GL0104", "the template of {} cannot stand here, in the template of {}: {}   {}"},
    {"GL0105", "'{}' is not an attribute name   use letters, digits and - _ . : and begin with a letter or _"},
    {"GL0106", "the attribute '{}' runs script   {}"},
    {"GL0107", "the attribute '{}' takes {}"},
    {"GL0108", "tag(\"{}\"): not an element that may be chosen at run time   {}"},
    {"GL0109", "tag(\"{}\"): this element has no content   leave the third argument out"},
    {"GL0110", "the attribute '{}' stands in the tag and in its Attrs   set it in one place"},
    {"GL0201", "two rows of one list have the key {}   give each row a key of its own"},
    {"GL0202", "{} changed although its version did not   count everything it shows in the version"},
    {"GL0203", "two different templates have the fingerprint {}, the other one is {}   change a word in one of them"},
    {"GL0204", "csrf_field() inside of shared(): its token is one visitor's, and the part is everybody's   put the form round it"},
    {"GL0205", "'{}' is sealed, and bound inside of shared(): its tag is one view's, and the part is everybody's   bind it outside"},
    {"GL0301", "{} and {} are both called '{}' by events   name one of them: on<&C::m>(...).as<\"name\">()"},
    {"GL0302", "{} was sent to a component that is not of its class   send methods of the view's own component or of its bases"},
    {"GL0303", "{}: bound argument {} is out of the range of its parameter   bind a value the parameter can hold"},
    {"GL0304", "{} binds no event '{}'   {}"},
    {"GL0305", "{} was not called: {}   {}"},
    {"GL0306", "a message was dropped: this component has no handle_info   write void handle_info(Socket&, const Message&)"},
    {"GL0307", "'{}' was not called: it is sealed, and this event has {} tag   bind it with on<&C::m>(...) in render()"},
    {"GL0308", "{} has handle_event, but names carry no tag on a sealed route   bind with on<&C::m>(...), or set .sealed_events = false"},
    {"GL0401", "event refused"},
    {"GL0402", "'{}' is no place to go to   give a path of this site, or an http or https URL"},
    {"GL0403", "join refused   the page is loaded afresh"},
    {"GL0404", "frame refused"},
    {"GL0405", "sealed event refused"},
    {"GL0406", "guesser sent away"},
    {"GL0407", "one address joins too often   raise Config::joins_per_address; if it is a proxy of yours, add it to Config::proxies"},
    {"GL0408", "a page sends too much   no person does; raise Config::events_per_second for a program"},
    {"GL0411", "view ended by an exception   catch it in the handler, or let the page join afresh as it did"},
    {"GL0412", "callback over its time budget   move slow work to another thread, or set .blocking on the route"},
    {"GL0501", "{}   give each route a pattern of its own"},
    {"GL0502", "cannot listen on {}   is another program using the port?"},
    {"GL0504", "a thread cannot be set up: {}   look at Config::thread: cpus, nice and fifo_priority"},
    {"GL0505", "poll() is already running   one thread at a time, and not from a callback of the app"},
    {"GL0506", "this app has threads of its own   poll() and fd() serve in place of start(), not beside it"},
    {"GL0507", "stop() in a callback of the app   post it to another thread, which may wait for the callback to end"},
    {"GL0511", "cannot serve files at '{}': {}   give a path like /assets, and a directory that this program may read"},
    {"GL0512", "cannot speak TLS: {}   give a certificate and its key in PEM form, readable for this program"},
    {"GL0521", "'{}' is not the name of a header   use letters, digits and !#$%&'*+-.^_`|~"},
    {"GL0522", "group \"{}\": {}"},
    {"GL0523", "request failed"},
    {"GL0524", "the cookie '{}' cannot be set: {}"},
    {"GL0526", "'{}' cannot stand in a path: browsers would take it out   give the route another value"},
    {"GL0527", "cors: every origin together with credentials would let any site act as the visitor   name the origins"},
    {"GL0528", "the layout of {} must show the view once   put arg(\"view\", page.view) into its body, or leave the body empty"},
    {"GL0529", "the Content-Security-Policy cannot have the directive '{}': {}"},
    {"GL0530", "the button '{}' of a panel changes a value that can only be read   give changes a way: panel.changes(commands)"},
    {"GL0531",
     "too many connections of one address   raise Config::connections_per_address; if it is a proxy of yours, add it to Config::proxies"},
    {"GL0601", "the system gave no random bytes   is getrandom allowed in this sandbox?"},
    {"GL0602", "OpenSSL computes no {}   is its default provider loaded?"},
    {"GL0603", "{}   put at least 32 random characters into Config::secret or GOLIVE_SECRET: openssl rand -base64 33"},
    {"GL0604", "no secret could be kept: pages and sessions will not survive a restart   set GOLIVE_SECRET, or STATE_DIRECTORY"},
    {"GL0605", "a session of {} bytes does not fit into its cookie, which holds {}   keep less in it, or set Config::session.store"},
    {"GL0606", "session cookies go over plain http   serve https, or say Config::session.secure = Secure::never"},
    {"GL0607", "the end of a session could not be written down: after a restart its cookie is good again   is the disk full?"},
    {"GL0608", "'{}' in Config::{} is none   write {}"},
    {"GL0609", "a request for another host was refused   add its name to Config::hosts if it is yours"},
    {"GL0610", "a page of another origin was refused   add it to Config::origins if it may act here; behind a proxy set Config::proxies"},
    {"GL0611", "a request without its session's token was refused   put csrf_field() into the form, or X-CSRF-Token on the request"},
    {"GL0612", "ended sessions are remembered until this program ends only   set STATE_DIRECTORY, or Config::state_directory"},
    {"GL0613", "this Request was made by hand and has no session   set Request::open_session in the test"},
    {"GL0701", "the configuration cannot be used:{}"},
};

static_assert(std::is_sorted(std::begin(kErrors), std::end(kErrors), [](const ErrorEntry& a, const ErrorEntry& b) { return a.id < b.id; }));

}  // namespace

std::string_view error_text(std::string_view id) noexcept {
  const auto* entry = std::lower_bound(std::begin(kErrors), std::end(kErrors), id,
                                       [](const ErrorEntry& candidate, std::string_view wanted) { return candidate.id < wanted; });
  return entry != std::end(kErrors) && entry->id == id ? entry->text : std::string_view();
}

const ErrorEntry* error_table_begin() noexcept { return std::begin(kErrors); }
const ErrorEntry* error_table_end() noexcept { return std::end(kErrors); }

}  // namespace golive
